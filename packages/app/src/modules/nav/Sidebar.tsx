import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { AiGovernanceSidebarItem } from '@plumbline/backstage-plugin-ai-governance';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';
import SettingsIcon from '@material-ui/icons/Settings';
import { SwitchPersonItem } from '../signIn/SwitchPersonItem';
import { Logo } from './Logo';

export const SidebarContent = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      const governance = navItems.take('page:ai-governance');
      const nav = navItems.withComponent(item => (
        <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
      ));
      nav.take('page:search');
      nav.take('page:catalog-graph');
      const notifications = nav.take('page:notifications');
      const settings = nav.take('page:user-settings');
      return (
        <Sidebar>
          <Logo />
          <SidebarGroup label="Search" icon={<SearchIcon />} to="/search">
            <SidebarSearchModal />
          </SidebarGroup>
          <SidebarDivider />
          <SidebarGroup label="Menu" icon={<MenuIcon />}>
            {governance && (
              <AiGovernanceSidebarItem
                icon={() => governance.icon}
                to={governance.href}
              />
            )}
            {nav.take('page:catalog')}
            {nav.rest({ sortBy: 'title' })}
          </SidebarGroup>
          <SidebarSpace />
          <SidebarDivider />
          {notifications && <NotificationsSidebarItem />}
          <SidebarGroup label="Settings" icon={<SettingsIcon />} to="/settings">
            <SwitchPersonItem />
            {settings}
          </SidebarGroup>
        </Sidebar>
      );
    },
  },
});
