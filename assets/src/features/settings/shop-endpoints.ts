import { api } from "../../api/api";
import type { CacheThunk } from "../../api/list-cache";
import type { ShopSettings, ShopSettingsPatch } from "../../api/types";

export const shopSettingsApi = api.injectEndpoints({
  endpoints: (build) => ({
    getSettings: build.query<ShopSettings, void>({
      query: () => "/settings",
      providesTags: ["Settings"],
    }),
    updateSettings: build.mutation<ShopSettings, ShopSettingsPatch>({
      query: (body) => ({ url: "/settings", method: "PATCH", body }),
      onQueryStarted: async (_patch, { dispatch, queryFulfilled }) => {
        const { data } = await queryFulfilled.catch(() => ({ data: null }));
        if (data) dispatch(rememberSettings(data));
      },
    }),
    setLogo: build.mutation<ShopSettings, File>({
      query: (file) => ({ url: "/settings/logo", method: "PUT", file }),
      onQueryStarted: async (_file, { dispatch, queryFulfilled }) => {
        const { data } = await queryFulfilled.catch(() => ({ data: null }));
        if (data) dispatch(rememberSettings(data));
      },
    }),
    deleteLogo: build.mutation<null, void>({
      query: () => ({ url: "/settings/logo", method: "DELETE" }),
      // Also after a refusal: another admin may have been faster.
      invalidatesTags: ["Settings"],
    }),
  }),
});

export const {
  useGetSettingsQuery,
  useUpdateSettingsMutation,
  useSetLogoMutation,
  useDeleteLogoMutation,
} = shopSettingsApi;

/** What the server has said last of the settings. */
export function rememberSettings(settings: ShopSettings): CacheThunk<void> {
  return (dispatch) => {
    dispatch(
      shopSettingsApi.util.updateQueryData(
        "getSettings",
        undefined,
        () => settings,
      ),
    );
  };
}
