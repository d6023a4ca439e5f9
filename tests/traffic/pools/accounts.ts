/** Whom peers of ours log in as: addresses that everybody may know, of projects and of the first block ever. */

/** A subaddress that stands in nobody's list of donations (facts/monero.md). */
export const monero: string =
  '8AFCaKMr2QT6XW5TwcczAcTr8ELFkyhXuGAGdjx8rFfrU2mdKEwVu2511rX1npsYNeND2muvWpMJe7AGYzEaQzDwA5oaNyV';
/** An address that many people's money goes to, each told apart by a number (facts/monero.md): what a pool might own. */
export const exchange: string =
  '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';
/** XMRig's donation address (facts/monero.md). */
export const xmrigDonation: string =
  '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
/** The Bitcoin genesis block's. */
export const bitcoin = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
/** The Ethereum Foundation's donation address (ethereum.org). */
export const ethereum = '0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe';
