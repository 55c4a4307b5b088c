CREATE TABLE "trainings" (
	"id" text PRIMARY KEY NOT NULL,
	"file" jsonb NOT NULL,
	"status" text NOT NULL,
	"error" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "trainings_status" CHECK ("trainings"."status" in ('queued', 'running', 'succeeded', 'cancelled', 'failed'))
);
