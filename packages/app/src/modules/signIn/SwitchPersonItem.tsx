import { useEffect, useState } from 'react';
import { SidebarItem } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import SwapHorizIcon from '@material-ui/icons/SwapHoriz';

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
  const label = name ? `You are ${name}. Switch person` : 'Switch person';
  return (
    <div title={label}>
      <SidebarItem
        icon={SwapHorizIcon}
        // The closed sidebar and the phone have room for the first name only.
        text={name ? `${name.split(' ')[0]} (switch)` : 'Switch'}
        aria-label={label}
        onClick={() => identityApi.signOut()}
      />
    </div>
  );
}
