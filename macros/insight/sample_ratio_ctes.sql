{% macro sample_ratio_ctes() %}
    {#-
        CTEs of fct_effects: `tested_sample_ratios`, by experiment the probability that chance alone splits the accounts as unevenly as
        they were (p_value, by the chi-square test), and the fewest accounts that a variant should have (fewest_planned);
        `in_two_variants`, how many accounts were assigned to more than one.
    -#}
planned as (

    select
        subject,
        variant,
        cast(assigned_accounts as {{ api_call_volume.type_double() }}) as assigned_accounts,
        cast(sum(assigned_accounts) over (partition by subject) as {{ api_call_volume.type_double() }})
        * case
            when min(coalesce(planned_share, 0)) over (partition by subject) > 0
                then planned_share / sum(planned_share) over (partition by subject)
            else 1 / cast(count(*) over (partition by subject) as {{ api_call_volume.type_double() }})
        end as planned_accounts
    from variants

),

sample_ratios as (

    select
        subject,
        cast(count(*) - 1 as {{ api_call_volume.type_double() }}) as degrees_of_freedom,
        min(planned_accounts) as fewest_planned,
        sum(
            (assigned_accounts - planned_accounts) * (assigned_accounts - planned_accounts)
            / case when planned_accounts > 0 then planned_accounts end
        ) as chi_square
    from planned
    group by subject

),

tested_sample_ratios as (

    select
        subject,
        fewest_planned,
        {{ api_call_volume.chi_square_upper_tail('chi_square', 'degrees_of_freedom') }} as p_value
    from sample_ratios

),

in_two_variants as (

    select
        subject,
        count(distinct case when variants > 1 then account_id end) as accounts_in_two_variants
    from assignments
    group by subject

)
{%- endmacro %}
