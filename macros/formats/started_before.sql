{% macro started_before(ended_at, seconds) %}
    {#- The start of a call that ended at `ended_at` and took that many seconds; `ended_at` itself where its duration is unknown. -#}
    {{ return(adapter.dispatch('started_before', 'api_call_volume')(ended_at, seconds)) }}
{% endmacro %}

{% macro default__started_before(ended_at, seconds) %}
    case
        when {{ seconds }} > 0 and {{ seconds }} < 1e9
            then {{ api_call_volume.add_microseconds(api_call_volume.plausible_timestamp(ended_at), '(' ~ seconds ~ ') * -1000000') }}
        else {{ ended_at }}
    end
{%- endmacro %}

{#- A time that is read from many formats is a long expression, and Trino can't run one that is there four times. -#}
{% macro trino__started_before(ended_at, seconds) %}
    element_at(transform(array[{{ ended_at }}], end_of_call -> {{ api_call_volume.default__started_before('end_of_call', seconds) }}), 1)
{%- endmacro %}
