-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "case_state" AS ENUM ('waiting', 'claimed', 'closed');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('emergency', 'urgent', 'standard', 'low');

-- CreateEnum
CREATE TYPE "outbox_state" AS ENUM ('waiting', 'undeliverable');

-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "state" BYTEA,
    "address" BYTEA,
    "case_id" UUID,
    "wake_at" TIMESTAMPTZ(3),
    "ready_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "link_until" TIMESTAMPTZ(3) NOT NULL,
    "may_write" BOOLEAN NOT NULL DEFAULT false,
    "erasing" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "external_hash" BYTEA NOT NULL,
    "conversation_id" UUID,
    "sealed" BYTEA,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "done" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "outbox_state" NOT NULL DEFAULT 'waiting',
    "conversation_id" UUID,
    "case_id" UUID,
    "reply_seq" INTEGER,
    "address" BYTEA,
    "body" BYTEA,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attempting" BOOLEAN NOT NULL DEFAULT false,
    "unsure" BOOLEAN NOT NULL DEFAULT false,
    "code" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trace" (
    "id" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit" (
    "hash" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seq" INTEGER NOT NULL,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "visit_line" (
    "visit_hash" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "visit_line_pkey" PRIMARY KEY ("visit_hash","seq")
);

-- CreateTable
CREATE TABLE "throttle" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("scope","key","minute")
);

-- CreateTable
CREATE TABLE "case_card" (
    "id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "last_seq" INTEGER NOT NULL,
    "state" "case_state" NOT NULL,
    "category" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "child" TEXT NOT NULL,
    "relocation" BOOLEAN NOT NULL,
    "area" TEXT NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "still_telling" BOOLEAN NOT NULL,
    "holder_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "claim_due_at" TIMESTAMPTZ(3),
    "claimed_by_id" UUID,
    "claimed_agency_id" UUID,
    "claimed_at" TIMESTAMPTZ(3),
    "action_due_at" TIMESTAMPTZ(3),
    "first_action_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "reporter_wrote_at" TIMESTAMPTZ(3) NOT NULL,
    "officer_read_at" TIMESTAMPTZ(3),
    "last_ping_at" TIMESTAMPTZ(3),
    "epoch" INTEGER NOT NULL,
    "shredded_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_epoch" (
    "case_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "public_key" TEXT NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "case_epoch_pkey" PRIMARY KEY ("case_id","epoch")
);

-- CreateTable
CREATE TABLE "case_share" (
    "case_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "position" INTEGER,
    "active" BOOLEAN NOT NULL,

    CONSTRAINT "case_share_pkey" PRIMARY KEY ("case_id","agency_id")
);

-- CreateTable
CREATE TABLE "key_copy" (
    "case_id" UUID NOT NULL,
    "holder" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "outer" BOOLEAN NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "key_copy_pkey" PRIMARY KEY ("case_id","holder","epoch")
);

-- CreateTable
CREATE TABLE "case_event" (
    "case_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "officer_id" UUID,
    "agency_id" UUID,
    "epoch" INTEGER,
    "sealed" BYTEA,
    "detail" JSONB NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "case_receipt" (
    "locator" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "verifier" BYTEA NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "public_key" TEXT NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "case_receipt_pkey" PRIMARY KEY ("locator")
);

-- CreateTable
CREATE TABLE "reply_address" (
    "case_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "reply_address_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "hand_off" (
    "case_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "hand_off_pkey" PRIMARY KEY ("case_id","agency_id")
);

-- CreateTable
CREATE TABLE "shredding" (
    "case_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shredding_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "access_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "officer_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "act" TEXT NOT NULL,

    CONSTRAINT "access_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agency" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "public_key" TEXT,
    "key_mac" BYTEA,
    "mac" BYTEA,
    "approved" BOOLEAN NOT NULL,
    "has_recovery_copy" BOOLEAN NOT NULL,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agency_key_copy" (
    "agency_id" UUID NOT NULL,
    "holder" TEXT NOT NULL,
    "officer_id" UUID,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "agency_key_copy_pkey" PRIMARY KEY ("agency_id","holder")
);

-- CreateTable
CREATE TABLE "officer" (
    "id" UUID NOT NULL,
    "sign_in_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "agency_id" UUID,
    "state" TEXT NOT NULL,
    "public_key" TEXT,
    "key_mac" BYTEA,
    "locked_key" BYTEA,
    "salt" BYTEA,
    "totp" BYTEA,
    "totp_step" INTEGER,

    CONSTRAINT "officer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "token_hash" TEXT NOT NULL,
    "officer_id" UUID NOT NULL,
    "created_by" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "duty_hours" (
    "id" BIGSERIAL NOT NULL,
    "agency_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "from_minute" INTEGER NOT NULL,
    "to_minute" INTEGER NOT NULL,

    CONSTRAINT "duty_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_contact" (
    "officer_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" BYTEA NOT NULL,

    CONSTRAINT "duty_contact_pkey" PRIMARY KEY ("officer_id","channel")
);

-- CreateTable
CREATE TABLE "link_code" (
    "hash" TEXT NOT NULL,
    "officer_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "mandate_table" (
    "version" INTEGER NOT NULL,
    "mandates" JSONB NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "mandate_table_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "hotline_number" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "remark" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "corps" TEXT,
    "order" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hotline_number_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "agency_id" UUID,
    "mandates" JSONB,
    "asked_by" UUID,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "session" (
    "hash" TEXT NOT NULL,
    "officer_id" UUID NOT NULL,
    "locked_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "step_count" (
    "day" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "step_count_pkey" PRIMARY KEY ("day","step")
);

-- CreateIndex
CREATE UNIQUE INDEX "conversation_pseudonym_key" ON "conversation"("pseudonym");

-- CreateIndex
CREATE INDEX "conversation_ready_at_idx" ON "conversation"("ready_at");

-- CreateIndex
CREATE INDEX "conversation_link_until_idx" ON "conversation"("link_until");

-- CreateIndex
CREATE INDEX "conversation_case_id_idx" ON "conversation"("case_id");

-- CreateIndex
CREATE INDEX "inbox_conversation_id_id_idx" ON "inbox"("conversation_id", "id");

-- CreateIndex
CREATE INDEX "inbox_done_received_at_idx" ON "inbox"("done", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_channel_external_hash_key" ON "inbox"("channel", "external_hash");

-- CreateIndex
CREATE INDEX "outbox_state_not_before_id_idx" ON "outbox"("state", "not_before", "id");

-- CreateIndex
CREATE INDEX "outbox_conversation_id_state_id_idx" ON "outbox"("conversation_id", "state", "id");

-- CreateIndex
CREATE INDEX "outbox_case_id_idx" ON "outbox"("case_id");

-- CreateIndex
CREATE INDEX "trace_conversation_id_id_idx" ON "trace"("conversation_id", "id");

-- CreateIndex
CREATE INDEX "trace_at_idx" ON "trace"("at");

-- CreateIndex
CREATE INDEX "visit_seen_at_idx" ON "visit"("seen_at");

-- CreateIndex
CREATE INDEX "throttle_minute_idx" ON "throttle"("minute");

-- CreateIndex
CREATE INDEX "case_card_state_severity_claim_due_at_idx" ON "case_card"("state", "severity", "claim_due_at");

-- CreateIndex
CREATE INDEX "case_card_state_claim_due_at_idx" ON "case_card"("state", "claim_due_at");

-- CreateIndex
CREATE INDEX "case_card_state_action_due_at_idx" ON "case_card"("state", "action_due_at");

-- CreateIndex
CREATE INDEX "case_card_filed_at_idx" ON "case_card"("filed_at");

-- CreateIndex
CREATE INDEX "case_card_closed_at_idx" ON "case_card"("closed_at");

-- CreateIndex
CREATE INDEX "case_share_agency_id_active_idx" ON "case_share"("agency_id", "active");

-- CreateIndex
CREATE UNIQUE INDEX "case_receipt_case_id_key" ON "case_receipt"("case_id");

-- CreateIndex
CREATE INDEX "access_entry_case_id_id_idx" ON "access_entry"("case_id", "id");

-- CreateIndex
CREATE INDEX "access_entry_at_idx" ON "access_entry"("at");

-- CreateIndex
CREATE INDEX "agency_key_copy_officer_id_idx" ON "agency_key_copy"("officer_id");

-- CreateIndex
CREATE UNIQUE INDEX "officer_sign_in_name_key" ON "officer"("sign_in_name");

-- CreateIndex
CREATE INDEX "officer_agency_id_idx" ON "officer"("agency_id");

-- CreateIndex
CREATE INDEX "invitation_expires_at_idx" ON "invitation"("expires_at");

-- CreateIndex
CREATE INDEX "duty_hours_agency_id_weekday_idx" ON "duty_hours"("agency_id", "weekday");

-- CreateIndex
CREATE INDEX "link_code_expires_at_idx" ON "link_code"("expires_at");

-- CreateIndex
CREATE INDEX "session_officer_id_idx" ON "session"("officer_id");

-- CreateIndex
CREATE INDEX "session_seen_at_idx" ON "session"("seen_at");

-- CreateIndex
CREATE INDEX "session_created_at_idx" ON "session"("created_at");

-- AddForeignKey
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace" ADD CONSTRAINT "trace_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_line" ADD CONSTRAINT "visit_line_visit_hash_fkey" FOREIGN KEY ("visit_hash") REFERENCES "visit"("hash") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_card" ADD CONSTRAINT "case_card_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_epoch" ADD CONSTRAINT "case_epoch_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_share" ADD CONSTRAINT "case_share_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_share" ADD CONSTRAINT "case_share_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_copy" ADD CONSTRAINT "key_copy_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_receipt" ADD CONSTRAINT "case_receipt_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_address" ADD CONSTRAINT "reply_address_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off" ADD CONSTRAINT "hand_off_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off" ADD CONSTRAINT "hand_off_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agency_key_copy" ADD CONSTRAINT "agency_key_copy_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agency_key_copy" ADD CONSTRAINT "agency_key_copy_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer" ADD CONSTRAINT "officer_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_hours" ADD CONSTRAINT "duty_hours_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_hours" ADD CONSTRAINT "duty_hours_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_contact" ADD CONSTRAINT "duty_contact_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


