import { nobodysAddress } from '../nobodys-address.ts';

/** Whom the miners of the incidents pay. */
export const wallet: string = nobodysAddress('nobody');
