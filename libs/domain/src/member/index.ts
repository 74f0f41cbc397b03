export { attestDepth, depthEvidenceMissing, depthEvidenced } from './depth-evidenced.js';
export type { AttestDepthCommand, DepthAttestation } from './depth-evidenced.js';
