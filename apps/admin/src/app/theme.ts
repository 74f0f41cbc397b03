import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core';
import { texts } from '../texts/index.js';

/** The one accent is ink: colour is kept for the two hats and for severity. */
const ink: MantineColorsTuple = [
  '#f3f5f8',
  '#e4e8ee',
  '#c6ced9',
  '#a2aebd',
  '#7f8da0',
  '#637287',
  '#4b596d',
  '#364355',
  '#25303f',
  '#17202c',
];

/** Darker from 5 up than the library's own, so that dimmed text keeps 4.5:1 on white and on gray.0. */
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eef1f4',
  '#e2e6eb',
  '#d3d9e0',
  '#b9c1cb',
  '#69737f',
  '#566170',
  '#46515f',
  '#2f3844',
  '#1b222c',
];

const dark: MantineColorsTuple = [
  '#dde2ea',
  '#c2cad6',
  '#a1acbb',
  '#8793a4',
  '#414d5f',
  '#323c4b',
  '#232b37',
  '#161c25',
  '#10151c',
  '#0a0e13',
];

const onInk = 'var(--mantine-color-body)';

export const theme = createTheme({
  colors: { ink, gray, dark },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 1 },
  black: '#17202c',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '620' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Ink is dark on light and light on dark: what stands on it takes the ground's colour in both.
  variantColorResolver(input) {
    const colors = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colors, color: onInk } : colors;
  },
  components: {
    // Drawn by theme.css, so that a label's text is its name and nothing else.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    CloseButton: { defaultProps: { 'aria-label': texts.actions.close } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': texts.actions.dismiss } } },
    // A dialog's head is a <header>, which assistive technology would take for the page's.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    // An empty focusable element inside a menu is none of its items.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, withinPortal: false } },
    // A link is known by its line, and as readable as the text around it.
    Anchor: { defaultProps: { underline: 'always', c: 'inherit' } },
    Checkbox: { defaultProps: { iconColor: onInk } },
    Radio: { defaultProps: { iconColor: onInk } },
  },
});

/** What an error is written in: the library's own is too light for small letters. */
const error = { '--mantine-color-error': 'var(--severity-critical)' };

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: error, dark: error });
