import { load } from './.tmp-load.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
const d = load();
const it = createMask(d, 'it'),
  en = createMask(d, 'en');
for (const t of [
  "L'esecuzione del workflow è fallita.",
  "Il webhook non risponde; l'API è caduta.",
  "Un'API e dei webhook, tre workflow e un endpoint.",
  'I workflow falliti ieri sono 3 workflow.',
  "Nel database c'è un deadlock.",
  'Errore: connect ECONNREFUSED 127.0.0.1:5432',
  'La query sul server MySQL è lenta',
  "dell'endpoint e della query string",
  'Il nodo HTTP Request ha restituito errore 503',
  "Questi webhook e quell'API",
  'Ha usato JSON. Workflow nuovo.',
  'column "totale_lordo" does not exist',
  'Sono 25 esecuzioni di Postgres e Redis',
  'http://api.acme.com/v1 non risponde, vedi /var/log/syslog',
  'La chiave API è scaduta',
  'Ho scritto a mario.rossi@acme.it, tel. 055.12.34.56, totale 1.234.567,89 €, ore 10.30, 12/03/2026, FT-2026-118, IT60X0542811101000000123456, RSSMRA80A01H501U, art. 3.1.2, S.p.A., e/o, McDonald, TeamSystem',
])
  console.log(t, '\n   =>', it.text(t));
for (const t of [
  'The workflow execution failed.',
  'An API and a webhook.',
  '3 workflows use the API.',
  'The node failed because the database timed out.',
  'A user called an endpoint.',
  'Each webhook',
  'Error: getaddrinfo ENOTFOUND db.internal',
  'Use the REST API; JSON is invalid.',
])
  console.log(t, '\n   =>', en.text(t));
for (const n of [
  'Sync Postgres → HubSpot',
  'n8n backup workflow',
  'syncOrdersToDB',
  'report_vendite_2025',
  'Webhook',
  '[PROD] Slack alert - new order (v2.1)',
  'Slack Notifications',
  'Invio fatture via API',
  'Database clienti',
  'Workflow 3',
  'Ordini Shopify to Airtable',
  'https://hooks.acme.io/x',
  'Backup MySQL su S3',
  'Test',
  '🚀 Deploy nightly',
  'Notion → Gmail digest',
  'ETL giacenze (cron)',
  'My workflow',
  'My workflow 2',
  'Telegram bot assistenza',
  'Elaborazione webhook ordini e-commerce',
  'HTTP Request',
  'AI Agent per preventivi',
  'Lead scraping con OpenAI e Google Sheets',
  'Porta automatica magazzino',
  'Jira ticket → Trello',
  'Error handler',
  'invia-fatture-sdi',
  'SFTP upload listini',
  'ERP sync (REST)',
  '',
])
  console.log(JSON.stringify(n), '=> it', it.name(n), '| en', en.name(n));
