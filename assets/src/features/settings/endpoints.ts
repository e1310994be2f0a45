import { api } from "../../api/api";
import type { Alarm, Backup, Restored } from "../../api/types";

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
  }),
});

export const {
  useListBackupsQuery,
  useCreateBackupMutation,
  useRestoreBackupMutation,
  useListAlarmsQuery,
} = settingsApi;
