/** Lines as mail has them. */
export const lines = (...text: readonly string[]): Uint8Array => new TextEncoder().encode(`${text.join('\r\n')}\r\n`);

export const fields = ['From: a@example.com', 'To: b@example.com', 'Subject: sample', 'MIME-Version: 1.0'] as const;

/** A letter with a script in base64. */
export const withAttachment: Uint8Array = lines(
  ...fields,
  'Content-Type: multipart/mixed; boundary="=b"',
  '',
  'not shown by mail programs',
  '--=b',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Gr=C3=BC=C3=9Fe, =',
  'see below',
  '--=b',
  'Content-Type: application/octet-stream',
  "Content-Disposition: attachment; filename*0*=utf-8''%c3%a4; filename*1=.sh",
  'Content-Transfer-Encoding: base64',
  '',
  'IyEvYmluL3No',
  'CmVjaG8gaGkK',
  '--=b--',
  'behind the end',
);

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: withAttachment,
  leaves: lines(...fields, 'Content-Type: text/plain', '', 'A letter that is plain text is searched as it is.'),
};
