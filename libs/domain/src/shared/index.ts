export * from './vocabulary.js';
export {
  MAX_AMOUNT_DIGITS,
  addMoney,
  compareMoney,
  formatMoney,
  isCurrency,
  isShareOf,
  readMoney,
  remainingMoney,
  zeroMoney,
} from './money.js';
export { counted, readOptionalText, readText } from './text.js';
export type { TextLimits } from './text.js';
