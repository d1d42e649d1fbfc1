-- A trading company: who orders, what, and how it gets there. Everything follows from the instant at which the
-- data ends (milhena.now) and from the numbers of the rows, so that the same instant gives the same rows.
create table customers (
  customer_no integer primary key,
  legal_name text not null,
  city text not null,
  country text not null,
  segment text not null,
  registered_on timestamptz not null,
  closed_account boolean not null default false,
  payment_iban text
);
create table carriers (carrier_code text primary key, carrier_name text not null, contract_terms text);
create table warehouses (site_id integer primary key, site_name text not null, city text not null);
create table sales_orders (
  order_no integer primary key,
  customer_no integer not null references customers,
  placed_at timestamptz not null,
  state text not null check (state in ('open', 'confirmed', 'shipped', 'delivered', 'cancelled')),
  channel text not null check (channel in ('web', 'phone', 'agent')),
  is_test boolean not null default false
);
create table order_lines (
  order_no integer not null references sales_orders,
  line_no integer not null,
  sku text not null,
  quantity integer not null,
  unit_price numeric(10, 2) not null,
  primary key (order_no, line_no)
);
create table shipments (
  shipment_no integer primary key,
  order_no integer not null references sales_orders,
  carrier_code text not null references carriers,
  site_id integer not null references warehouses,
  handed_over_at timestamptz not null,
  promised_at timestamptz not null,
  delivered_at timestamptz,
  weight_kg numeric(8, 2) not null
);

insert into customers (customer_no, legal_name, city, country, segment, registered_on, payment_iban)
select no, legal_name, city, country, segment, current_setting('milhena.now')::timestamptz - make_interval(days => 400 - 3 * no),
  'IT00X' || lpad((no * 7919)::text, 12, '0')
from (values
  (1, 'Rossi Arredamenti', 'Bergamo', 'Italy', 'retail'), (2, 'Rossi Ceramiche', 'Modena', 'Italy', 'wholesale'),
  (3, 'Ferramenta Brambilla', 'Milano', 'Italy', 'retail'), (4, 'Hotel Bellavista', 'Rimini', 'Italy', 'hospitality'),
  (5, 'Northwind Interiors', 'Leeds', 'United Kingdom', 'wholesale'), (6, 'Casa Moderna', 'Torino', 'Italy', 'retail'),
  (7, 'Harbour Supplies', 'Dublin', 'Ireland', 'wholesale'), (8, 'Studio Verdi', 'Roma', 'Italy', 'hospitality'),
  (9, 'Greenfield Homes', 'Bristol', 'United Kingdom', 'retail'), (10, 'Bianchi Tessuti', 'Prato', 'Italy', 'wholesale'),
  (11, 'Alpina Chalets', 'Innsbruck', 'Austria', 'hospitality'), (12, 'Lakeside Lodges', 'Como', 'Italy', 'hospitality'),
  (13, 'Conti Forniture', 'Bari', 'Italy', 'wholesale'), (14, 'Mercato Nuovo', 'Napoli', 'Italy', 'retail'),
  (15, 'Old Mill Traders', 'Cork', 'Ireland', 'retail')
) as made (no, legal_name, city, country, segment);

insert into carriers values ('BLZ', 'Balzo Express', 'secret terms'), ('MTR', 'Metro Trasporti', 'secret terms'),
  ('SLW', 'Seaway Logistics', 'secret terms'), ('ALP', 'Alpi Cargo', 'secret terms');
insert into warehouses values (1, 'Deposito Nord', 'Bergamo'), (2, 'Deposito Sud', 'Bari'), (3, 'Harbour Hub', 'Genova');

-- Ten to twelve orders a day for 120 days, fewer at the weekend; customers 13 and 15 never order.
insert into sales_orders (order_no, customer_no, placed_at, state, channel, is_test)
select 1000 + row_number() over (order by placed_at, slot), (array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14])[1 + (day * 7 + slot * slot * 5 + day / 3) % 13],
  placed_at, 'open', (array['web', 'web', 'phone', 'agent'])[1 + (day + 3 * slot) % 4], (day * 13 + slot) % 61 = 0
from (
  select day, slot,
    (date_trunc('day', current_setting('milhena.now')::timestamptz at time zone current_setting('milhena.time_zone'))
      - make_interval(days => day) + make_interval(hours => 7 + slot, mins => (day * 17 + slot * 23) % 60))
      at time zone current_setting('milhena.time_zone') as placed_at
  from generate_series(0, 120) as day, generate_series(0, 11) as slot
) as wish
where placed_at < current_setting('milhena.now')::timestamptz
  and (extract(isodow from placed_at at time zone current_setting('milhena.time_zone')) < 6 or slot < 4)
  and (day * 5 + slot * 11) % 12 > 1;

insert into order_lines
select order_no, line_no, 'SKU-' || lpad((1 + (order_no * 3 + line_no * 7) % 40)::text, 3, '0'),
  1 + (order_no + 2 * line_no) % 6, round((9.5 + (order_no * 37 + line_no * 91) % 240)::numeric * 1.25, 2)
from sales_orders, generate_series(1, 4) as line_no
where line_no <= 1 + order_no % 4;

-- What is older than a day has been handed over, except one order in fourteen, which was cancelled.
update sales_orders set state = case
  when order_no % 14 = 0 then 'cancelled'
  when placed_at > current_setting('milhena.now')::timestamptz - interval '26 hours' then case when order_no % 3 = 0 then 'confirmed' else 'open' end
  else 'shipped' end;

insert into shipments
select 5000 + row_number() over (order by order_no, part), order_no, carrier_code, site_id, handed_over_at,
  handed_over_at + interval '3 days',
  case when handed_over_at + travel <= current_setting('milhena.now')::timestamptz and order_no % 97 <> 0 then handed_over_at + travel end,
  round((2 + (order_no * 13 + part * 29) % 180)::numeric / 4, 2)
from (
  select order_no, part, (array['BLZ', 'MTR', 'SLW', 'ALP', 'BLZ'])[1 + (order_no * 3 + part) % 5] as carrier_code,
    1 + (order_no + part) % 3 as site_id, placed_at + make_interval(hours => 18 + order_no % 7) as handed_over_at,
    make_interval(hours => 20 + (order_no * 11 + part * 5) % 67 + case (order_no * 3 + part) % 5 when 2 then 22 when 3 then 8 else 0 end,
      mins => (order_no * 7) % 60) as travel
  from sales_orders, generate_series(1, 2) as part
  where state = 'shipped' and (part = 1 or order_no % 9 = 0)
) as parcel
where handed_over_at <= current_setting('milhena.now')::timestamptz;

update sales_orders set state = 'delivered'
where state = 'shipped' and not exists (
  select from shipments where shipments.order_no = sales_orders.order_no and delivered_at is null);
create index on sales_orders (placed_at);
create index on shipments (handed_over_at);
create index on shipments (order_no);
