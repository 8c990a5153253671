{% macro canonical_api_calls(source, relation, shown, record=none, raw_row_count='1', raw_version='null', raw_row_key='null') %}
    {#-
        The last CTEs and the select of the staging of a source: its canonical call events. `relation` is a CTE with
        the columns of source_rows and, except in the format `columns`, those of the format's mapping: the canonical
        columns (event_id to call_count), url_path, has_occurred_at, has_call_count, reject_reason (why the record can't
        be read), is_of_format and is_empty_batch (a record that is neither is rejected) and is_api_call (other records
        are excluded). What the source declares takes precedence over the mapping. Values are cleaned in the same way
        for all formats, and `reject_reason` says why a row can't be counted (null if it can).
        Where a raw row holds several records, `record` names the column with one of them. `raw_row_count` is 1 for
        the first of them and 0 for the others, and only the first has the `raw_version` and the `raw_row_key`.
        Of a source with several policies, `source` is one of them (see policies_of), and only the calls of its days are read.
        `shown` (name -> column) are the fields that may be shown of a rejected record: see raw_record.
    -#}
    {%- set text_type = dbt.type_string() -%}
    {%- set declared = api_call_volume.declarable_columns() if source.format == 'columns' else source.columns -%}
    {#- Calls that are taken back were timed by the rows that brought them: which of these durations to take back, nobody says. -#}
    {%- set duration_ms = 'case when coalesce(call_count, 1) >= 0 then duration_ms end' if source.allow_negative else 'duration_ms' -%}
    {%- set outcomes = ['success', 'client_error', 'auth_failed', 'rate_limited', 'server_error', 'aborted'] -%}

    mapped as (
        select
            loaded_at,
            raw_identity,
            {{ raw_row_count }} as raw_row_count,
            {{ raw_version }} as raw_version,
            {{ raw_row_key }} as raw_row_key,
            {%- if record %}
            {{ record }} as raw_text,
            {%- endif %}
            {%- for column in shown.values() %}
            {{ column }},
            {%- endfor %}
            {% if source.format == 'columns' -%}
            not is_wanted as is_excluded,
            cast(null as {{ text_type }}) as reject_reason,
            {%- else -%}
            not (is_wanted and ({{ 'is_cancelling or ' if source.cancelled_when }}is_api_call or reject_reason is not null or not (is_of_format or is_empty_batch))) as is_excluded,
            coalesce(
                reject_reason, case when not (is_of_format or is_empty_batch) then 'record_not_of_this_format' end
            ) as reject_reason,
            {%- endif %}
            {% for column in api_call_volume.declarable_columns() + ['has_occurred_at', 'has_call_count'] -%}
            {%- set given = 'declared_' ~ column
                if (column[4:] if column in ['has_occurred_at', 'has_call_count'] else column) in declared else column -%}
            {{ api_call_volume.trimmed_value(source, column, given) }} as {{ column }},
            {% endfor -%}
            {{ 'declared_has_status' if 'http_response_status_code' in declared else 'false' }} as has_status
        {%- if source.cancelled_when %},
        is_cancelling
        {%- endif %}
        from {{ relation }}
    ),

    {%- set routes = api_call_volume.route_templates(source) %}
    {%- if routes %}

    routed as (
        select
            *,
            {{ api_call_volume.requested_path('url_path') }} as requested_path
        from mapped
        {{ api_call_volume.evaluated_once() }}
    ),
    {%- endif %}

    cleaned as (
        select
            {{ api_call_volume.identifier('event_id') }} as event_id,
            {{ api_call_volume.plausible_timestamp('occurred_at') }} as occurred_at,
            loaded_at,
            {{ api_call_volume.cleaned_text(source, 'account_id', is_id=true) }} as account_id,
            {{ api_call_volume.cleaned_text(source, 'integration_id', is_id=true) }} as integration_id,
            {{ api_call_volume.cleaned_text(source, 'user_id', is_id=true) }} as user_id,
            {{ api_call_volume.cleaned_text(source, 'credential_id', is_id=true) }} as credential_id,
            upper({{ api_call_volume.cleaned_text(source, 'http_request_method') }}) as http_request_method,
            coalesce(
                case
                    when http_route like '%?%' then nullif({{ api_call_volume.trimmed(api_call_volume.part_of_text('http_route', "'?'", 1)) }}, '')
                    else {{ api_call_volume.cleaned_text(source, 'http_route') }}
                end,
                {%- if routes %}
                {{ api_call_volume.known_route(routes) }},
                {%- endif %}
                {{ api_call_volume.route_template('url_path') }}
            ) || {{ api_call_volume.graphql_operation('url_path') }} as http_route,
            case
                when http_response_status_code between 100 and 999
                    then cast(http_response_status_code as {{ dbt.type_int() }})
            end as http_response_status_code,
            -- no IN list: DuckDB turns it into a join, which keeps filters from reaching the raw table
            case outcome
                {%- for outcome in outcomes %} when '{{ outcome }}' then '{{ outcome }}'{% endfor %}
            end as outcome,
            has_status and http_response_status_code is null as status_is_unreadable,
            trim(outcome) <> ''
            {%- for outcome in outcomes %} and outcome <> '{{ outcome }}'{% endfor %} as outcome_is_unknown,
            cast({{ api_call_volume.summable_value(source, duration_ms, most='1e12', most_in_row='1e15') }} as {{ api_call_volume.type_double() }}) as duration_ms,
            cast({{ api_call_volume.summable_value(source, 'request_bytes') }} as {{ dbt.type_bigint() }}) as request_bytes,
            cast({{ api_call_volume.summable_value(source, 'response_bytes') }} as {{ dbt.type_bigint() }}) as response_bytes,
            {{ api_call_volume.cleaned_text(source, 'region') }} as region,
            {{ api_call_volume.cleaned_text(source, 'user_agent_original') }} as user_agent_original,
            {{ api_call_volume.cleaned_text(source, 'api_version') }} as api_version,
            -- a count that is there, but can't be read, is not one
            coalesce(call_count, case when not has_call_count then 1 end) as call_count,
            {%- for dimension in api_call_volume.call_dimensions(own=true) %}
            {{ api_call_volume.cleaned_text(source, dimension) }} as {{ dimension }},
            {%- endfor %}
            {%- for measure in api_call_volume.call_measures() %}
            cast({{ api_call_volume.clean_null(api_call_volume.summable_value(source, measure, is_signed=true, most='1e12')) }} as decimal(18, 6)) as {{ measure }},
            {%- endfor %}
            is_excluded,
            {%- if source.cancelled_when %}
            is_cancelling,
            {%- endif %}
            raw_identity,
            raw_row_count,
            raw_version,
            raw_row_key,
            has_occurred_at,
            has_call_count,
            {%- if record %}
            raw_text,
            {%- endif %}
            {%- for column in shown.values() %}
            {{ column }},
            {%- endfor %}
            reject_reason
        from {{ 'routed' if routes else 'mapped' }}
    ),

    checked as (
        select
            *,
            {{ api_call_volume.reject_reason(source) }} as final_reject_reason
        from cleaned
    )

    select
        ---------- ids
        cast('{{ source.name }}' as {{ text_type }}) as source_name,
        cast('{{ source.format }}' as {{ text_type }}) as source_format,
        event_id,

        ---------- timestamps
        occurred_at,
        loaded_at,

        ---------- who called
        account_id,
        integration_id,
        user_id,
        credential_id,

        ---------- what was called, and how it went
        http_request_method,
        http_route,
        http_response_status_code,
        coalesce(outcome, {{ api_call_volume.outcome_of_status('http_response_status_code') }}) as outcome,
        duration_ms,
        request_bytes,
        response_bytes,
        region,
        user_agent_original,
        api_version,
        cast(
            {{ api_call_volume.clean_null('case when ' ~ api_call_volume.is_countable(source) ~ ' then call_count end') }} as decimal(18, 6)
        ) as call_count,
        {%- for dimension in api_call_volume.call_dimensions(own=true) %}
        {{ dimension }},
        {%- endfor %}
        {%- for measure in api_call_volume.call_measures() %}
        {{ measure }},
        {%- endfor %}

        ---------- how the row is accounted for
        {{ api_call_volume.deduplication_key(source) }} as deduplication_key,
        is_excluded,
        {{ 'is_cancelling and not is_excluded' if source.cancelled_when else 'false' }} as is_cancelling,
        final_reject_reason as reject_reason,
        case when final_reject_reason is not null then {{ api_call_volume.raw_record(shown, 'raw_text' if record else none) }} end as raw_record,
        cast(raw_row_count as {{ dbt.type_int() }}) as raw_row_count,
        cast(raw_version as {{ dbt.type_bigint() }}) as raw_version,
        cast(raw_row_key as {{ text_type }}) as raw_row_key,
        cast('{{ api_call_volume.source_policy(source) }}' as {{ text_type }}) as source_policy
    from checked
    {%- if source.policy_from or source.policy_until %}
    where {{ api_call_volume.is_of_policy(source) }}
    {%- endif %}
{% endmacro %}
