/** What a browser shows when it comes without the token: plain text in the browser's own style. */
export const missingTokenPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Shoebox</title>
</head>
<body>
<h1>Shoebox</h1>
<p>This address needs its token. Open the whole address that Shoebox printed in the terminal:
it ends in <code>?token=...</code> and changes with every start.</p>
</body>
</html>
`;
