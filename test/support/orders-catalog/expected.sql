-- What the questions about orders are checked against: the tables as a person would read them, in no way the
-- catalog's. Days are those of Rome; the data ends on Wednesday 18 November 2026, 10:30 in Rome.
create schema expected;
create view expected.o as
select sales_orders.order_no, legal_name as customer, country, segment, state, channel,
  placed_at at time zone 'Europe/Rome' as at, (placed_at at time zone 'Europe/Rome')::date as d,
  lines.eur, lines.pieces
from sales_orders
join customers using (customer_no)
join (select order_no, sum(quantity * unit_price) as eur, sum(quantity) as pieces from order_lines group by 1) as lines using (order_no)
where not is_test;
create view expected.s as
select shipment_no, legal_name as customer, country, carrier_name as carrier, site_name as warehouse, weight_kg as kg,
  handed_over_at as at, (handed_over_at at time zone 'Europe/Rome')::date as d,
  extract(epoch from delivered_at - handed_over_at) as secs, delivered_at is not null as arrived,
  case when delivered_at is null then timestamptz '2026-11-18 09:30Z' > promised_at else delivered_at > promised_at end as late
from shipments
join sales_orders using (order_no)
join customers using (customer_no)
join carriers using (carrier_code)
join warehouses using (site_id)
where not is_test;
