/** Whether a text can be one of our ids at all; the database rejects a whole statement over one that cannot. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isId = (text: string): boolean => UUID.test(text);
