/** Raw LZMA1 data (lc 3, lp 0, pb 2), written by Python's lzma module, for tests that need no peer. */
export const lzmaSample: { readonly text: string; readonly packed: Uint8Array } = {
  text: "A miner mines; what a miner mined is the miner's: a miner's mine is mined by miners.",
  packed: Uint8Array.from(
    atob('ACCICaaTpA6ouKCLfB3VqKghAMbCry4/hbcXMwP6VKW/NLoz8Z6iWKX8AlbNt/VCsTKxgl1Q/+72QAA='),
    (character) => character.charCodeAt(0),
  ),
};
