import { api } from "../../../api/api";
import type { Page } from "../../../api/pages";
import type {
  CreatedWebhook,
  NewWebhook,
  Webhook,
  WebhookDelivery,
  WebhookPatch,
  WebhookSecret,
} from "../../../api/types";

const webhookApi = api.injectEndpoints({
  endpoints: (build) => ({
    // A shop has at most 20: they are one page.
    listWebhooks: build.query<Webhook[], void>({
      query: () => "/webhooks",
      providesTags: ["WebhookList"],
    }),
    createWebhook: build.mutation<CreatedWebhook, NewWebhook>({
      query: (body) => ({ url: "/webhooks", method: "POST", body }),
      invalidatesTags: ["WebhookList"],
    }),
    updateWebhook: build.mutation<Webhook, { id: string; patch: WebhookPatch }>(
      {
        query: ({ id, patch }) => ({
          url: `/webhooks/${id}`,
          method: "PATCH",
          body: patch,
        }),
        invalidatesTags: ["WebhookList", "WebhookDeliveries", "Alarms"],
      },
    ),
    deleteWebhook: build.mutation<null, string>({
      query: (id) => ({ url: `/webhooks/${id}`, method: "DELETE" }),
      // Also after a refusal: another admin may have been faster.
      invalidatesTags: ["WebhookList", "Alarms"],
    }),
    replaceWebhookSecret: build.mutation<WebhookSecret, string>({
      query: (id) => ({ url: `/webhooks/${id}/secret`, method: "POST" }),
    }),
    testWebhook: build.mutation<WebhookDelivery, string>({
      query: (id) => ({ url: `/webhooks/${id}/test`, method: "POST" }),
      invalidatesTags: ["WebhookDeliveries"],
    }),
    listDeliveries: build.infiniteQuery<
      Page<WebhookDelivery>,
      string,
      string | null
    >({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ queryArg, pageParam }) => ({
        url: pageParam ?? `/webhooks/${queryArg}/deliveries`,
      }),
      transformResponse: (rows: WebhookDelivery[], meta) => ({
        rows,
        next: meta?.next ?? null,
      }),
      providesTags: ["WebhookDeliveries"],
      keepUnusedDataFor: 0,
    }),
    sendAgain: build.mutation<
      WebhookDelivery,
      { webhook: string; delivery: string }
    >({
      query: ({ webhook, delivery }) => ({
        url: `/webhooks/${webhook}/deliveries/${delivery}/send`,
        method: "POST",
      }),
      invalidatesTags: ["WebhookDeliveries"],
    }),
  }),
});

export const {
  useListWebhooksQuery,
  useCreateWebhookMutation,
  useUpdateWebhookMutation,
  useDeleteWebhookMutation,
  useReplaceWebhookSecretMutation,
  useTestWebhookMutation,
  useListDeliveriesInfiniteQuery,
  useSendAgainMutation,
} = webhookApi;
