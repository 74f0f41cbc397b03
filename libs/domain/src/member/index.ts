export { attestDepth, depthEvidenceMissing, depthEvidenced } from './depth-evidenced.js';
export type { AttestDepthCommand, DepthAttestation } from './depth-evidenced.js';
export { decidePerson } from './person.js';
export type { PersonCommand } from './person.js';
