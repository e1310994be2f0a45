import { api } from "../../api/api";
import type { Mail, NewMail } from "../../api/types";

/** Which document of an order: an invoice or credit note by its number, or the receipt of this order. */
export type Paper = { document: number } | { order: number };

const mailApi = api.injectEndpoints({
  endpoints: (build) => ({
    sendPaper: build.mutation<Mail, { paper: Paper; mail: NewMail }>({
      query: ({ paper, mail }) => ({
        url:
          "document" in paper
            ? `/documents/${paper.document}/mails`
            : `/orders/${paper.order}/receipt/mails`,
        method: "POST",
        body: mail,
      }),
      invalidatesTags: ["MailList"],
    }),
    // An order has few: the newest are enough.
    listMailsOfOrder: build.query<Mail[], number>({
      query: (number) => `/mails?order=${number}`,
      providesTags: ["MailList"],
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useSendPaperMutation, useListMailsOfOrderQuery } = mailApi;
