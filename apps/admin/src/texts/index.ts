/** The catalogue in use. A further language is a further file with the same keys. */
export { en as texts } from './en.js';
