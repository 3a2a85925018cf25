/** Maps values by something that takes time, several at a time; the results keep the order of the values. */
export { default as mapSeveral } from 'p-map';
