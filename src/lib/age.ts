import { Encrypter } from 'age-encryption';

/** Seals to every recipient (age1…): only the holder of a matching identity can open it, the house cannot. */
export function ageSealer(recipients: readonly string[]): (plain: string) => Promise<Uint8Array> {
  return (plain) => {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    return encrypter.encrypt(plain);
  };
}
