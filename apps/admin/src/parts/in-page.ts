import { createContext } from 'react';

/** Whether a page's heading stands above. What waits or failed where it does not is the page, and bears the heading. */
export const InPage = createContext(false);
