/** Is it mining? What the case can amount to. */
export type WhatReading = 'works' | 'set' | 'kept' | 'talk' | 'nothing';
