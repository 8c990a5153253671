-- accounts_relation gives an account one set of attributes, and integrations_relation an integration. Two rows that differ
-- give it two rows in its dimension, and a join with the dimension counts its calls twice.

with

{% for entity, attributes in {
    'accounts': api_call_volume.account_attributes(),
    'integrations': ['integration_name', 'category'],
}.items() -%}
{{ entity }} as (

    {{ api_call_volume.attributes_of(entity, entity[:-1] ~ '_id', attributes) }}

),

{% endfor -%}
entities as (

    select
        'accounts' as entity_type,
        account_id as entity_id
    from accounts

    union all

    select
        'integrations' as entity_type,
        integration_id as entity_id
    from integrations

),

repeated as (

    select
        entity_type,
        entity_id,
        count(*) as different_rows
    from entities
    where entity_id is not null
    group by entity_type, entity_id
    having count(*) > 1

)

select
    *,
    {{ api_call_volume.promise_columns(
        '[entity_type]_relation has [different_rows] different rows of [entity_id].',
        'Choose one row of each with [entity_type]_where, such as `is_current` or `deleted_at is null`, or let '
        ~ '[entity_type]_relation name a model that has one, and run ' ~ api_call_volume.build_command()
    ) }}
from repeated
