/**
 * The zone as the reader takes it: an offset as it is, `+02:00`, a name as Intl writes it.
 * @throws RangeError where there is no such zone
 */
export const zoneName = (zone: string): string =>
  /^[+-](?:(?:0\d|1[0-3]):?(?:00|15|30|45)|14:?00)$/.test(zone)
    ? zone
    : new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
