{% test rate_is_consistent(
    model, rate, numerator, denominator, tolerance=1e-9, may_exceed_one=false, columns=[], where=none
) %}

{%- set test = 'rate_is_consistent' -%}
{%- do api_call_volume.check_expression(test, 'rate', rate) -%}
{%- do api_call_volume.check_expression(test, 'numerator', numerator) -%}
{%- do api_call_volume.check_expression(test, 'denominator', denominator) -%}
{%- do api_call_volume.check_choice(test, 'may_exceed_one', may_exceed_one, [true, false]) -%}
{%- set tolerance = api_call_volume.tolerance(test, 'tolerance', tolerance) -%}
{%- set keys = api_call_volume.compared_keys(test, 'columns', columns) -%}
with

rates as (

    select
        {%- for key in keys %}
        {{ key.here }} as {{ key.name }},
        {%- endfor %}
        cast({{ rate }} as {{ api_call_volume.type_double() }}) as rate,
        cast({{ numerator }} as {{ api_call_volume.type_double() }}) as numerator,
        cast({{ denominator }} as {{ api_call_volume.type_double() }}) as denominator
    from {{ model }}
    {{ api_call_volume.where_all([where]) }}

),

checked as (

    select
        {%- for key in keys %}
        {{ key.name }},
        {%- endfor %}
        rate,
        numerator,
        denominator,
        case
            when denominator < 0 then 'the denominator is negative'
            when numerator < 0 then 'the numerator is negative'
            {%- if not may_exceed_one %}
            when numerator > denominator then 'the numerator is greater than the denominator'
            {%- endif %}
            when coalesce(denominator, 0) = 0
                then case when rate is not null then 'there is a rate, and the denominator is 0 or null' end
            when numerator is null then 'the numerator is null'
            when rate is null then 'the rate is null'
            when rate < -{{ tolerance }} then 'the rate is negative'
            {%- if not may_exceed_one %}
            when rate > 1 + {{ tolerance }} then 'the rate is greater than 1'
            {%- endif %}
            when not (abs(rate - numerator / nullif(denominator, 0)) <= {{ tolerance }})
                then 'the rate is not the numerator divided by the denominator'
        end as problem
    from rates

)

select
    {%- for key in keys %}
    {{ key.name }},
    {%- endfor %}
    rate,
    numerator,
    denominator,
    problem
from checked
where problem is not null

{% endtest %}
