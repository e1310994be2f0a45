import { api } from "../../api/api";
import type { Page } from "../../api/pages";
import type {
  Alarm,
  ApiToken,
  Backup,
  CreatedApiToken,
  DisplayLink,
  DisplaySettings,
  NewApiToken,
  NewDisplay,
  Restored,
} from "../../api/types";

export const settingsApi = api.injectEndpoints({
  endpoints: (build) => ({
    listBackups: build.query<Backup[], void>({
      query: () => "/backups",
      providesTags: ["Backups"],
    }),
    createBackup: build.mutation<Backup, void>({
      query: () => ({ url: "/backups", method: "POST" }),
      invalidatesTags: ["Backups", "Alarms"],
    }),
    restoreBackup: build.mutation<Restored, string>({
      query: (name) => ({
        url: `/backups/${name}/restore`,
        method: "POST",
        keepsSession: true,
      }),
    }),
    listAlarms: build.query<Alarm[], void>({
      query: () => "/alarms",
      providesTags: ["Alarms"],
    }),
    listTokens: build.infiniteQuery<Page<ApiToken>, void, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ pageParam }) => ({ url: pageParam ?? "/tokens" }),
      transformResponse: (rows: ApiToken[], meta) => ({
        rows,
        next: meta?.next ?? null,
      }),
      providesTags: ["ApiTokenList"],
    }),
    createToken: build.mutation<CreatedApiToken, NewApiToken>({
      query: (body) => ({ url: "/tokens", method: "POST", body }),
      invalidatesTags: ["ApiTokenList"],
    }),
    deleteToken: build.mutation<null, string>({
      query: (id) => ({ url: `/tokens/${id}`, method: "DELETE" }),
      // Also after a refusal: another admin may have been faster.
      invalidatesTags: ["ApiTokenList"],
    }),
    listDisplays: build.infiniteQuery<Page<DisplayLink>, void, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ pageParam }) => ({ url: pageParam ?? "/displays" }),
      transformResponse: (rows: DisplayLink[], meta) => ({
        rows,
        next: meta?.next ?? null,
      }),
      providesTags: ["DisplayList"],
    }),
    createDisplay: build.mutation<DisplayLink, NewDisplay>({
      query: (body) => ({ url: "/displays", method: "POST", body }),
      invalidatesTags: ["DisplayList"],
    }),
    deleteDisplay: build.mutation<null, string>({
      query: (id) => ({ url: `/displays/${id}`, method: "DELETE" }),
      // As with tokens.
      invalidatesTags: ["DisplayList"],
    }),
    getDisplaySettings: build.query<DisplaySettings, void>({
      query: () => "/displays/settings",
      providesTags: ["DisplaySettings"],
    }),
    updateDisplaySettings: build.mutation<DisplaySettings, DisplaySettings>({
      query: (body) => ({ url: "/displays/settings", method: "PATCH", body }),
      invalidatesTags: ["DisplaySettings"],
    }),
  }),
});

export const {
  useListBackupsQuery,
  useCreateBackupMutation,
  useRestoreBackupMutation,
  useListAlarmsQuery,
  useListTokensInfiniteQuery,
  useCreateTokenMutation,
  useDeleteTokenMutation,
  useListDisplaysInfiniteQuery,
  useCreateDisplayMutation,
  useDeleteDisplayMutation,
  useGetDisplaySettingsQuery,
  useUpdateDisplaySettingsMutation,
} = settingsApi;
