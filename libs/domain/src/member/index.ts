export { attestDepth, depthEvidenceMissing, depthEvidenced } from './depth-evidenced.js';
export type { AttestDepthCommand, DepthAttestation } from './depth-evidenced.js';
export { PASSWORD_LENGTH, decidePerson } from './person.js';
export type { PersonCommand } from './person.js';
