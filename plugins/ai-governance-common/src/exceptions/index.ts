export { renewalOf, SPONSORED_RENEWAL } from './renewals';
