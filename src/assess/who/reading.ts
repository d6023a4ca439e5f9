/** Who could be behind it: the rivals of every case. */
export type WhoReading = 'state' | 'insider' | 'hobbyist' | 'prank' | 'criminal' | 'owner';
