{% macro is_judged_by_day() %}
    {#-
        A condition on a row of fct_account_health: its days say whether the account fell or rose. Otherwise the sums of its weeks
        do: it is too new, makes fewer calls a week than five times `health_minimum_calls`, of which a day has too few to say
        anything, or calls on two days a week or fewer, of which nothing is left without the highest and the lowest of seven
        days.
    -#}
    {{ return(
        '(fall_strength is not null and active_days_28 > 8 and usual_calls >= ' ~ 5 * api_call_volume.health_minimum_calls() ~ ')'
    ) }}
{% endmacro %}
