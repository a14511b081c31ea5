/** What a browser shows when it comes without the token: plain text in the browser's own style. */
export const missingTokenPage =
  plainPage(`This address needs its token. Open the whole address that Shoebox printed
in the terminal: it ends in <code>?token=...</code> and changes with every start.`);

/** @param name letters, digits, dots, hyphens and colons only, as `parseHost` gives it */
export function unknownNamePage(name: string): string {
  const shown = name.replace(/[^\w.:-]/g, "?");
  return plainPage(`Shoebox does not go by the name <strong>${shown}</strong>. Any website could make such a name
point at this machine, so it is refused. If the name is yours, start Shoebox with
<code>--allow-host ${shown}</code>.`);
}

function plainPage(text: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Shoebox</title>
</head>
<body>
<h1>Shoebox</h1>
<p>${text}</p>
</body>
</html>
`;
}
