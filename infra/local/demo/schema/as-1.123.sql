-- Turns the finished 2.8 layout into that of n8n 1.123: what it does not have yet, or has otherwise.
ALTER TABLE public.execution_entity DROP COLUMN "storedAt";
ALTER TABLE public.execution_data DROP COLUMN "workflowVersionId";
ALTER TABLE public.insights_metadata ALTER COLUMN "workflowId" TYPE character varying(16);
ALTER TABLE public.project DROP COLUMN "creatorId";
ALTER TABLE public.credentials_entity DROP COLUMN "isResolvable", DROP COLUMN "resolvableAllowFallback", DROP COLUMN "resolverId";
ALTER TABLE public.workflow_dependency DROP COLUMN "publishedVersionId";
ALTER TABLE public.workflow_statistics DROP COLUMN id, DROP COLUMN "workflowName";
ALTER TABLE public.workflow_statistics ALTER COLUMN count TYPE integer, ALTER COLUMN "rootCount" TYPE integer;
DROP INDEX public."IDX_workflow_statistics_workflow_name";
ALTER TABLE public.workflow_statistics ADD PRIMARY KEY ("workflowId", name);
ALTER TABLE public.workflow_statistics ADD FOREIGN KEY ("workflowId") REFERENCES public.workflow_entity(id) ON DELETE CASCADE;
DROP TABLE public.workflow_published_version;
