{% macro declared_credential_owners() %}
    {#-
        A query: the rows of `integrations_relation` as (credential_id, account_id, integration_id, valid_from,
        valid_to), times in UTC, of those rows for which integrations_where holds (see attribute_columns). No rows if there
        is no relation, or it has no credential_id.
    -#}
    {%- set declaration = api_call_volume.attribute_relation('integrations') -%}
    {%- set relation = api_call_volume.declared_relation(declaration) if declaration else none -%}
    {%- set raw_columns = api_call_volume.raw_columns(relation) if declaration else {} -%}
    {%- set expressions = api_call_volume.attribute_columns('integrations', api_call_volume.credential_owner_columns(), raw_columns) -%}
    {%- set times = {'valid_from': expressions.valid_from, 'valid_to': expressions.valid_to} -%}
    {%- set data_types = api_call_volume.expression_types(relation, times) if declaration else {} -%}
    select
        {%- for column, expression in expressions.items() %}
        {% if column in times -%}
        {{ api_call_volume.utc_timestamp(expression, data_types.get(column)) }} as {{ column }}{{ ',' if not loop.last }}
        {%- else -%}
        nullif(trim(cast({{ expression }} as {{ dbt.type_string() }})), '') as {{ column }}{{ ',' if not loop.last }}
        {%- endif %}
        {%- endfor %}
    from {{ relation if declaration else '(select 1 as one) as nothing' }}
    {%- if not declaration or expressions.credential_id == 'null' %}
    where 1 = 0
    {%- elif var('integrations_where', none) %}
    where {{ var('integrations_where') }}
    {%- endif -%}
{% endmacro %}
