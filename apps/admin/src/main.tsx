import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.js';
import { texts } from './texts/index.js';

document.documentElement.lang = texts.locale;
document.documentElement.dir = texts.dir;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root to show the screens in.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
