/** A certificate of a server, signed by itself, with its key: PEM. */
export interface TestCertificate {
  cert: string;
  key: string;
}

// Made with OpenSSL 3.0 for these tests, and good for nothing else: `openssl req -x509 -newkey ec -pkeyopt
// ec_paramgen_curve:prime256v1 -nodes -days 36500 -addext subjectAltName=...`; the one that has run out with `openssl ca
// -selfsign -startdate 20200101000000Z -enddate 20200102000000Z`.

/** For localhost and qdrant.example, for a hundred years. */
export const ownCertificate: TestCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBojCCAUegAwIBAgIUFzDvZLZp0khMyu3Atg+jwro/KScwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHdHJ1c3RlZDAgFw0yNjExMjcwMjU1MjVaGA8yMTI2MTEwMzAy
NTUyNVowEjEQMA4GA1UEAwwHdHJ1c3RlZDBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABMPlwOQ/icxK6MrjsjXn5kp7QlOxVWYboKyWWwEZG9npdVCkBXKpxQM6h7nx
ONq5mNQCndLfZF6n6ybAwp5U9gCjeTB3MB0GA1UdDgQWBBQn4tDD+SFKzy2WbnQO
nqnaxhZKLjAfBgNVHSMEGDAWgBQn4tDD+SFKzy2WbnQOnqnaxhZKLjAPBgNVHRMB
Af8EBTADAQH/MCQGA1UdEQQdMBuCCWxvY2FsaG9zdIIOcWRyYW50LmV4YW1wbGUw
CgYIKoZIzj0EAwIDSQAwRgIhAJHk5IQEGsAca0rKevpE/bNjdc8cfMre7mPlWJOr
FhXBAiEAq+gpIlNd49oOTZbM1eupMGqOgZa4gDYUNzm3Bcl3X84=
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfPK0iqx6BejM684N
QIGprFIO2iXN2t8T/ACoRFoVtZShRANCAATD5cDkP4nMSujK47I15+ZKe0JTsVVm
G6CsllsBGRvZ6XVQpAVyqcUDOoe58TjauZjUAp3S32Rep+smwMKeVPYA
-----END PRIVATE KEY-----
`,
};

/** For elsewhere.example, for a hundred years. */
export const certificateOfAnother: TestCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBnzCCAUWgAwIBAgIUDutLTrczlhQga0ZxzChnpFNI06QwCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKb3RoZXItbmFtZTAgFw0yNjExMjcwMjU1MjVaGA8yMTI2MTEw
MzAyNTUyNVowFTETMBEGA1UEAwwKb3RoZXItbmFtZTBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABDKQpoSF+o73NcD3cUJJE6ONreID7Afgk00DCesEDtkTyXyi9pBC
0S0j/bfvWhIqWL6C738molZ+0ADjgZDH+/+jcTBvMB0GA1UdDgQWBBS+UhDZ2jEZ
zbJkmqG3KnRXeNBIcDAfBgNVHSMEGDAWgBS+UhDZ2jEZzbJkmqG3KnRXeNBIcDAP
BgNVHRMBAf8EBTADAQH/MBwGA1UdEQQVMBOCEWVsc2V3aGVyZS5leGFtcGxlMAoG
CCqGSM49BAMCA0gAMEUCIFUug9l0MjBn+BvhT7i3SZB0e9D3cEIiyBlFhT6hX5zM
AiEAqRbJRLDvw5ZSeTJfNzFx1Vwr95cq3L1vM4MudQupBZI=
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgU9EVRfATk6myAfEy
021YmqtIvPx2fy6hwXaBbRYc4oKhRANCAAQykKaEhfqO9zXA93FCSROjja3iA+wH
4JNNAwnrBA7ZE8l8ovaQQtEtI/2371oSKli+gu9/JqJWftAA44GQx/v/
-----END PRIVATE KEY-----
`,
};

/** For localhost, on the first of January 2020. */
export const certificateRunOut: TestCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBVzCB/qADAgECAgEBMAoGCCqGSM49BAMCMBIxEDAOBgNVBAMMB3J1bi1vdXQw
HhcNMjAwMTAxMDAwMDAwWhcNMjAwMTAyMDAwMDAwWjASMRAwDgYDVQQDDAdydW4t
b3V0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEUtkI0is2PbZ46kUs3aUFINTZ
Dn76fPfqQi8fzE1gowXQHMDKftMnDg5ott0NpaPUk2H18AtjXwGt4YVfu25BlKNF
MEMwFAYDVR0RBA0wC4IJbG9jYWxob3N0MAwGA1UdEwQFMAMBAf8wHQYDVR0OBBYE
FEoqOlb6dlpcSe++58aMihGtOLYnMAoGCCqGSM49BAMCA0gAMEUCIQDVMS7yCeen
okOYaiLyPb/quZrHaMFphrHcY//eIY6TRwIgBoYKTnIfwJaKFlw189OMoR99YbPM
SxIWmPtyPeCYZM4=
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgoar3OTbbay/kIUiU
JD1rKK5FhIhLGDfnMNk5mHPHJEehRANCAARS2QjSKzY9tnjqRSzdpQUg1NkOfvp8
9+pCLx/MTWCjBdAcwMp+0ycODmi23Q2lo9STYfXwC2NfAa3hhV+7bkGU
-----END PRIVATE KEY-----
`,
};
