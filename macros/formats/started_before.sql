{% macro started_before(ended_at, seconds) %}
    {#- The start of a call that ended at `ended_at` and took that many seconds; `ended_at` itself where its duration is unknown. -#}
    case
        when {{ seconds }} > 0 and {{ seconds }} < 1e9
            then {{ api_call_volume.add_microseconds(api_call_volume.plausible_timestamp(ended_at), '(' ~ seconds ~ ') * -1000000') }}
        else {{ ended_at }}
    end
{%- endmacro %}
