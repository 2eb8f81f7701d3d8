import { compatWrapper } from '@backstage/core-compat-api';
import {
  coreExtensionData,
  createExtensionDataRef,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin, {
  type CatalogExportSettings,
} from '@backstage/plugin-catalog/alpha';
import { z } from 'zod';

/** What the catalog's export extensions hand over; the catalog keeps its reference to itself. */
const exportConfigRef = createExtensionDataRef<
  Pick<CatalogExportSettings, 'exporters' | 'columns' | 'onSuccess' | 'onError'>
>().with({ id: 'catalog.export-customization' });

/**
 * The catalog's own page with columns for level, classification and tier. The
 * page of the new frontend system takes filters but no columns, so this
 * replaces what it shows and keeps its address, filters and settings. To be
 * installed by those who want it, beside the plugin. @public
 */
export const aiGovernanceCatalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    catalogPlugin.getExtension('page:catalog').override({
      configSchema: {
        /** The catalog's own page without the columns where false. */
        governanceColumns: z.boolean().default(true),
      },
      factory(originalFactory, { config, inputs }) {
        if (!config.governanceColumns) {
          return originalFactory();
        }
        return originalFactory({
          params: {
            // The page below brings its own.
            noHeader: true,
            loader: async () => {
              const [{ CatalogIndexPage }, { aiGovernanceCatalogColumns }] =
                await Promise.all([
                  import('@backstage/plugin-catalog'),
                  import('./columns'),
                ]);
              const exportSettings = inputs.exportConfig
                .map(input => input.get(exportConfigRef))
                .reduce((all, each) => ({ ...all, ...each }), {
                  ...config.exportSettings,
                });
              return compatWrapper(
                <CatalogIndexPage
                  columns={aiGovernanceCatalogColumns}
                  filters={
                    <>
                      {inputs.filters.map(input => (
                        <span
                          key={input.node.spec.id}
                          style={{ display: 'contents' }}
                        >
                          {input.get(coreExtensionData.reactElement)}
                        </span>
                      ))}
                    </>
                  }
                  pagination={config.pagination}
                  exportSettings={
                    config.exportSettings?.enabled ? exportSettings : undefined
                  }
                />,
              );
            },
          },
        });
      },
    }),
  ],
});
