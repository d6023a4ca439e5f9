/** Names by which settings and variables hold secrets. Does not see: secrets under a name that says nothing. */
const secretName = /PASS|SECRET|TOKEN|CREDENTIAL|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY/i;

/** @example isSecretName('AWS_SECRET_ACCESS_KEY') // true */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}
