{%- set retention_days = api_call_volume.retention_in_force() -%}
{%- set has_cancellations = api_call_volume.has_cancellations() -%}
{%- set settings_version = "cast('" ~ api_call_volume.settings_version() ~ "' as " ~ dbt.type_string() ~ ')' -%}
with

{% for staging in api_call_volume.declared_stagings() -%}
{{ staging }} as (

    select
        {{ api_call_volume.staged_columns() | join(', ') }},
        {{ 'settings_version' if staging == 'columns' else settings_version ~ ' as settings_version' }}
    from {{ ref('stg_' ~ staging ~ '__api_calls') }}

),

{% endfor -%}

api_calls as (
    {% for staging in api_call_volume.declared_stagings() %}
    select * from {{ staging }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

dated as (

    select
        *,
        coalesce(
            {{ api_call_volume.reporting_date('loaded_at') }}, {{ api_call_volume.unknown_load_date() }}
        ) as loaded_date,
        case when reject_reason is null then {{ api_call_volume.reporting_date('occurred_at') }} end as date_day
    from api_calls

),

{% if api_call_volume.attribute_relation('integrations') -%}
-- The owner, at the time of the call, of its credential, else of the client, else of the consumer that the log names. No
-- CTE for the owners: see int_counted_api_calls.
owned as (

    select
        {%- for column in api_call_volume.staged_columns() + ['settings_version', 'loaded_date', 'date_day']
            if column not in ['account_id', 'integration_id'] %}
        dated.{{ column }},
        {%- endfor %}
        coalesce(
            by_credential.account_id, by_client.account_id, by_consumer.account_id, dated.account_id
        ) as account_id,
        coalesce(
            by_credential.integration_id, by_client.integration_id, by_consumer.integration_id, dated.integration_id
        ) as integration_id,
        case
            when coalesce(by_credential.account_id, by_client.account_id, by_consumer.account_id) is not null then 'mapping'
            when dated.account_id is not null then 'log'
            else 'none'
        end as attributed_by
    from dated
    left join {{ api_call_volume.relation_as(ref('int_credential_owners'), 'by_credential') }}
        on
            dated.credential_id = by_credential.credential_id
            and dated.occurred_at >= by_credential.valid_from
            and dated.occurred_at < by_credential.valid_to
    left join {{ api_call_volume.relation_as(ref('int_credential_owners'), 'by_client') }}
        on
            dated.integration_id = by_client.credential_id
            and dated.occurred_at >= by_client.valid_from
            and dated.occurred_at < by_client.valid_to
    left join {{ api_call_volume.relation_as(ref('int_credential_owners'), 'by_consumer') }}
        on
            dated.account_id = by_consumer.credential_id
            and dated.occurred_at >= by_consumer.valid_from
            and dated.occurred_at < by_consumer.valid_to

),
{%- else -%}
owned as (

    select
        *,
        case when account_id is not null then 'log' else 'none' end as attributed_by
    from dated

),
{%- endif %}

attributed as (

    select
        source_name,
        source_format,
        event_id,
        deduplication_key,
        occurred_at,
        loaded_at,
        loaded_date,
        date_day,
        coalesce(account_id, '(unattributed)') as account_id,
        coalesce(integration_id, '(unattributed)') as integration_id,
        attributed_by,
        user_id,
        credential_id,
        coalesce(http_request_method, '(unattributed)') as http_request_method,
        coalesce(http_route, '(unattributed)') as http_route,
        http_response_status_code,
        outcome,
        duration_ms,
        request_bytes,
        response_bytes,
        region,
        user_agent_original,
        api_version,
        call_count,
        {% for dimension in api_call_volume.call_dimensions(own=true) -%}
        {{ dimension }},
        {% endfor -%}
        {% for measure in api_call_volume.call_measures() -%}
        {{ measure }},
        {% endfor -%}
        reject_reason,
        raw_record,
        raw_row_count,
        {{ retention_days }} as retention_days,
        -- the same in staging and here, or this view is behind
        case when settings_version = {{ settings_version }} then settings_version else 'behind' end as settings_version,
        {% if has_cancellations -%}
        is_cancelling,
        {% endif -%}
        {{ api_call_volume.excluded_by_policy() }} as is_excluded
    from owned

)

select
    *,
    case
        when reject_reason is not null
            then {{ api_call_volume.row_version(['loaded_at', 'reject_reason', 'event_id', 'raw_record']) }}
        {%- if has_cancellations %}
        when is_cancelling then {{ api_call_volume.row_version(["'cancelled'", 'deduplication_key', 'occurred_at']) }}
        {%- endif %}
        else {{ api_call_volume.call_version() }}
    end as content_version,
    case
        when reject_reason is not null then 'rejected'
        {%- if has_cancellations %}
        when is_cancelling then 'cancelled'
        {%- endif %}
        when is_excluded then 'excluded'
        {%- if var('raw_retention_days', none) is not none %}
        when
            loaded_at is not null
            and {{ dbt.datediff('date_day', 'loaded_date', 'day') }} > retention_days
            then 'too_late'
        {%- endif %}
        else 'accepted'
    end as disposition
from attributed
