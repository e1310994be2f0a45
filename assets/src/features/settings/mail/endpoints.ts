import { api } from "../../../api/api";
import type { Page } from "../../../api/pages";
import type {
  Mail,
  MailSettings,
  MailSettingsPatch,
  MailState,
  MailTest,
} from "../../../api/types";

const mailApi = api.injectEndpoints({
  endpoints: (build) => ({
    getMailSettings: build.query<MailSettings, void>({
      query: () => "/settings/mail",
      providesTags: ["MailSettings"],
    }),
    updateMailSettings: build.mutation<MailSettings, MailSettingsPatch>({
      query: (body) => ({ url: "/settings/mail", method: "PATCH", body }),
      invalidatesTags: ["MailSettings", "MailList", "Alarms"],
    }),
    testMail: build.mutation<MailTest, void>({
      query: () => ({ url: "/settings/mail/test", method: "POST" }),
    }),
    listMails: build.infiniteQuery<Page<Mail>, MailState | null, string | null>(
      {
        infiniteQueryOptions: {
          initialPageParam: null,
          getNextPageParam: (page) => page.next,
        },
        query: ({ queryArg, pageParam }) => ({
          url: pageParam ?? (queryArg ? `/mails?state=${queryArg}` : "/mails"),
        }),
        transformResponse: (rows: Mail[], meta) => ({
          rows,
          next: meta?.next ?? null,
        }),
        providesTags: ["MailList"],
        keepUnusedDataFor: 0,
      },
    ),
    sendMailAgain: build.mutation<Mail, string>({
      query: (id) => ({ url: `/mails/${id}/send`, method: "POST" }),
      // Also after a refusal: it may have been sent meanwhile.
      invalidatesTags: ["MailList", "Alarms"],
    }),
    deleteMail: build.mutation<null, string>({
      query: (id) => ({ url: `/mails/${id}`, method: "DELETE" }),
      invalidatesTags: ["MailList", "Alarms"],
    }),
  }),
});

export const {
  useGetMailSettingsQuery,
  useUpdateMailSettingsMutation,
  useTestMailMutation,
  useListMailsInfiniteQuery,
  useSendMailAgainMutation,
  useDeleteMailMutation,
} = mailApi;
