import { SidebarItem } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import SwapHorizIcon from '@material-ui/icons/SwapHoriz';
import { useEffect, useState } from 'react';

/** Says who the visitor is and leads back to the choice of people. */
export function SwitchPersonItem() {
  const identityApi = useApi(identityApiRef);
  const [name, setName] = useState<string>();
  useEffect(() => {
    let mounted = true;
    identityApi.getProfileInfo().then(
      profile => mounted && setName(profile.displayName),
      () => mounted && setName(undefined),
    );
    return () => {
      mounted = false;
    };
  }, [identityApi]);
  return (
    <SidebarItem
      icon={SwapHorizIcon}
      text={name ? `${name}: switch` : 'Switch person'}
      onClick={() => identityApi.signOut()}
    />
  );
}
