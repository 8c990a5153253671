{% macro reject_reason(source) %}
    {#-
        SQL over a cleaned row of a source: why it can't be counted, or null where it can. Excluded rows are not rejected.
        What the format itself could not read (`reject_reason`) comes first. A row that cancels a call is none itself, so
        only its key is asked for. A call may be dated `future_tolerance_minutes` after its load, or after now where it
        has no load time.
    -#}
    case
        when is_excluded then null
        when reject_reason is not null then reject_reason
        {%- if source.cancelled_when %}
        when is_cancelling and {{ api_call_volume.deduplication_key(source) }} is null then 'cancelled_call_unknown'
        when is_cancelling then null
        {%- endif %}
        when occurred_at is null and has_occurred_at then 'occurred_at_unreadable'
        when occurred_at is null then 'occurred_at_missing'
        when occurred_at > {{ api_call_volume.timestamp_plus(
            'minute', api_call_volume.future_tolerance_minutes(), 'coalesce(loaded_at, ' ~ api_call_volume.now() ~ ')'
        ) }}
            then 'occurred_at_in_the_future'
        {%- if var('first_call_date', none) %}
        when {{ api_call_volume.reporting_date('occurred_at') }} < cast('{{ var('first_call_date') }}' as {{ api_call_volume.type_date() }})
            then 'occurred_before_first_call_date'
        {%- endif %}
        when status_is_unreadable then 'status_unreadable'
        when outcome_is_unknown then 'outcome_unknown'
        when call_count is null and has_call_count then 'call_count_unreadable'
        when not ({{ api_call_volume.is_countable(source) }}) then 'call_count_out_of_range'
    end
{%- endmacro %}
