{% macro started_before(ended_at, seconds) %}
    {#- When a call began that ended at `ended_at` and took so many seconds; ended_at itself where that is not known. -#}
    case
        when {{ seconds }} > 0 and {{ seconds }} < 1e9
            then {{ api_call_volume.add_microseconds(api_call_volume.plausible_timestamp(ended_at), '(' ~ seconds ~ ') * -1000000') }}
        else {{ ended_at }}
    end
{%- endmacro %}
