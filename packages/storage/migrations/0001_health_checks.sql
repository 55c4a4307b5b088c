CREATE TABLE "health_checks" (
	"dataset" text PRIMARY KEY NOT NULL,
	"request" jsonb NOT NULL,
	"status" text NOT NULL,
	"error" jsonb,
	"report" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "health_checks_status" CHECK ("health_checks"."status" in ('queued', 'running', 'succeeded', 'cancelled', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "photo_reviews" (
	"dataset" text NOT NULL,
	"photo" text NOT NULL,
	"exclude" boolean NOT NULL,
	CONSTRAINT "photo_reviews_dataset_photo_pk" PRIMARY KEY("dataset","photo")
);
