{% macro engagement_of_grain(period) %}
    {#-
        The body of fct_engagement_daily, _weekly and _monthly: the scorecard's rows of one grain (`day`, `week` or
        `month`), with the counts of each rate.
    -#}
    {%- set rates = api_call_volume.scorecard_rates() %}
    {%- set measures = [
        'csat_responses', 'csat_rate', 'nps_responses', 'nps', 'conversions', 'renewals', 'churns', 'revenue',
        'activity_level', 'value_level', 'activity_value_quadrant', 'is_complete_period', 'data_version'
    ] %}
select
    scorecard.period_start as date_{{ period }},
    scorecard.account_id,
    scorecard.api_calls,
    scorecard.previous_period_calls,
    scorecard.change_ratio,
    scorecard.success_rate,
    {%- for name in rates %}
    {{ name }}.numerator as {{ name }}_numerator,
    {{ name }}.denominator as {{ name }}_denominator,
    scorecard.{{ name }}_rate,
    {%- endfor %}
    {%- for measure in measures %}
    scorecard.{{ measure }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ api_call_volume.relation_as(ref('fct_engagement_scorecard'), 'scorecard') }}
{%- for name, fact in rates.items() %}
left join {{ api_call_volume.relation_as(ref(fact), name) }}
    on
        scorecard.period_grain = {{ name }}.period_grain
        and scorecard.period_start = {{ name }}.period_start
        and scorecard.account_id = {{ name }}.account_id
{%- endfor %}
where scorecard.period_grain = '{{ period }}'
{%- endmacro %}
