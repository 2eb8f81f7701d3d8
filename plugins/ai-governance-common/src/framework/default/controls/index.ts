import type { Control } from '../../types';
import { codeQualityControls } from './codeQuality';
import { complianceControls } from './compliance';
import { dataProtectionControls } from './dataProtection';
import { operationsControls } from './operations';
import { securityControls } from './security';
import { toolManagementControls } from './toolManagement';

/** Every control of the default framework, in the order of the domains. */
export const controls: Control[] = [
  ...toolManagementControls,
  ...dataProtectionControls,
  ...codeQualityControls,
  ...securityControls,
  ...complianceControls,
  ...operationsControls,
];
