//! The reference county: townships, villages, households, and the head counts.
//!
//! In: the options. Out: everyone who is registered, with the rows that the
//! rosters and pay lists ought to have. The figures of a block of fourteen
//! townships are those of Yueyang County in 2020; a larger scale repeats the
//! block with further townships and other people.

use std::collections::HashSet;
use std::ops::Range;

use super::Options;
use super::layout::layout_of;
use super::names;
use super::people::{self, Home, Person, Registry, Standing};
use super::rows::{Row, RowId, Table};
use super::seed::Seed;

/// Registered people of one block.
pub const REGISTERED: u32 = 60_607;
/// People of one block for direct pay: the quota.
pub const DIRECT: u32 = 42_341;
/// Three Gorges people among the registered of one block.
pub const THREE_GORGES_PEOPLE: u32 = 329;
/// The year of the county's first lists.
pub const FIRST_YEAR: u16 = 2020;
/// The folder of last year's lists.
pub const PRIOR: &str = "prior";
/// The entitlement of a year, in yuan.
pub const ENTITLEMENT_YUAN: i64 = 600;
/// The reservoir of those who came from 忠县.
pub(super) const THREE_GORGES: &str = "三峡水库";
/// The reservoirs of the programme.
pub(super) const RESERVOIRS: [&str; 4] = ["铁山水库", "大坳水库", "岳坊水库", THREE_GORGES];
/// The year's people who are registered and no longer payable, in one block.
const REMOVED: u32 = 640;

/// Townships: name, villages, further units, reservoirs.
const TOWNSHIPS: [(&str, u32, &[&str], &[&str]); 14] = [
    ("荣家湾镇", 18, &[], &["铁山水库", "大坳水库"]),
    ("黄沙街镇", 14, &["黄沙街茶场"], &["铁山水库", "岳坊水库"]),
    ("新墙镇", 12, &[], &["铁山水库"]),
    ("柏祥镇", 11, &[], &["铁山水库", "大坳水库"]),
    ("筻口镇", 15, &[], &["铁山水库", "大坳水库"]),
    ("公田镇", 14, &[], &["铁山水库", "大坳水库"]),
    ("毛田镇", 11, &[], &["铁山水库", "大坳水库"]),
    ("月田镇", 13, &[], &["大坳水库", "铁山水库"]),
    ("张谷英镇", 12, &[], &["岳坊水库", "铁山水库"]),
    ("新开镇", 13, &[], &["铁山水库"]),
    ("步仙镇", 10, &[], &["岳坊水库", "铁山水库"]),
    ("杨林街镇", 10, &[], &["铁山水库", "岳坊水库"]),
    ("中洲乡", 8, &["中洲渔场", "苇业公司"], &["铁山水库"]),
    ("长湖乡", 6, &[], &["铁山水库"]),
];
/// Townships where Three Gorges people were settled.
const THREE_GORGES_AT: [usize; 3] = [1, 9, 12];
/// What further blocks put before a township's name.
const FURTHER: [&str; 10] = ["东", "西", "南", "北", "上", "下", "前", "后", "左", "右"];

/// A township of the county.
pub struct Township {
    /// Its name.
    pub name: String,
    /// Its villages and units among the county's.
    pub villages: Range<u32>,
    /// Which of the fourteen it repeats: this chooses its layouts.
    pub layout: usize,
}

/// A village or a unit of the same rank.
pub struct Village {
    /// Its name, once only in its township.
    pub name: String,
    /// The township's number.
    pub township: u32,
}

/// The whole county, as it is and as its lists have it.
pub struct County {
    /// The year that its lists are for.
    pub year: u16,
    /// Whether its lists are last year's, kept in a folder of their own.
    pub prior: bool,
    /// The townships, in the order of their numbers.
    pub townships: Vec<Township>,
    /// The villages and units of all townships.
    pub villages: Vec<Village>,
    /// Everyone, household after household; whoever came later last.
    pub people: Vec<Person>,
    /// How many people there were at first: they stand village by village.
    pub settled: usize,
    /// The first person of every household, and the end.
    pub households: Vec<u32>,
    /// The rows of both tables, in no order of their own.
    pub rows: Vec<Row>,
    /// The roster row of every registered person.
    pub roster_row: Vec<RowId>,
    /// The pay row of everyone who is listed.
    pub pay_row: Vec<Option<RowId>>,
    /// Pairs of twins: near in name and number, and no finding.
    pub twins: Vec<(u32, u32)>,
    /// Numbers and accounts handed out so far.
    pub(super) registry: Registry,
}

impl County {
    /// Invents the county, without any error in it.
    #[must_use]
    pub fn invent(options: &Options) -> Self {
        let mut county = Self {
            year: FIRST_YEAR,
            prior: false,
            townships: Vec::new(),
            villages: Vec::new(),
            people: Vec::new(),
            settled: 0,
            households: Vec::new(),
            rows: Vec::new(),
            roster_row: Vec::new(),
            pay_row: Vec::new(),
            twins: Vec::new(),
            registry: Registry::default(),
        };
        let mut seed = Seed::new(options.seed, 1);
        for block in 0..options.scale {
            let places = county.add_townships(&mut seed, block);
            let first = county.people.len();
            county.settle(&mut seed, &places);
            county.choose_three_gorges(&mut seed, first, &places);
            county.choose_standing(&mut seed, first);
        }
        county.households.push(number(county.people.len()));
        county.settled = county.people.len();
        county.list_everyone();
        county
    }

    /// The people of a household, head first.
    #[must_use]
    pub fn members(&self, household: u32) -> Range<u32> {
        self.households[household as usize]..self.households[household as usize + 1]
    }

    /// The person of that number.
    #[must_use]
    pub fn person(&self, person: u32) -> &Person {
        &self.people[person as usize]
    }

    /// The township of a village.
    #[must_use]
    pub fn township_of(&self, village: u32) -> u32 {
        self.villages[village as usize].township
    }

    /// The path of a township's file.
    #[must_use]
    pub fn path(&self, table: Table, township: u32) -> String {
        let width = self.townships.len().to_string().len().max(3);
        let place = &self.townships[township as usize];
        let path =
            layout_of(table, place.layout).path(table, township as usize, &place.name, width);
        if self.prior { format!("{PRIOR}/{path}") } else { path }
    }

    /// Where a row stands among those of its table, as they sort.
    pub(super) fn place_of(&self, row: RowId) -> (String, u32, u32) {
        let row = &self.rows[row.0 as usize];
        (self.path(row.table, self.township_of(row.village)), row.village, row.order)
    }

    /// The name of one of its tables, as findings write it.
    #[must_use]
    pub fn table_name(&self, table: Table) -> &'static str {
        match (table, self.prior) {
            (Table::Roster, true) => "prior_roster",
            (Table::PayList, true) => "prior_pay_list",
            (table, false) => table.name(),
        }
    }

    /// Adds a row that stands at the end of its village.
    pub(super) fn add_row(&mut self, row: Row) -> RowId {
        let id = RowId(number(self.rows.len()));
        self.rows.push(row);
        id
    }

    /// The township numbers of a block, after adding them and their villages.
    fn add_townships(&mut self, seed: &mut Seed, block: u32) -> Range<usize> {
        let first = self.townships.len();
        for (layout, (name, villages, units, _)) in TOWNSHIPS.iter().enumerate() {
            let start = number(self.villages.len());
            let mut names = names::VILLAGES.to_vec();
            seed.shuffle(&mut names);
            let township = number(self.townships.len());
            let villages = names.iter().take(*villages as usize).map(|name| format!("{name}村"));
            for name in villages.chain(units.iter().map(|&unit| unit.to_owned())) {
                self.villages.push(Village { name, township });
            }
            self.townships.push(Township {
                name: format!("{}{name}", further(block)),
                villages: start..number(self.villages.len()),
                layout,
            });
        }
        first..self.townships.len()
    }

    /// Fills the block's villages with households of one to six people.
    fn settle(&mut self, seed: &mut Seed, places: &Range<usize>) {
        let villages = self.townships[places.start].villages.start
            ..self.townships[places.end - 1].villages.end;
        let sizes = self.village_sizes(seed, &villages);
        for (village, size) in villages.zip(sizes) {
            let township = self.township_of(village) as usize;
            let reservoirs = TOWNSHIPS[self.townships[township].layout].3;
            let reservoir = if seed.chance(75) { reservoirs[0] } else { seed.pick(reservoirs) };
            self.settle_village(seed, village, size, reservoir);
        }
    }

    fn settle_village(
        &mut self,
        seed: &mut Seed,
        village: u32,
        size: u32,
        reservoir: &'static str,
    ) {
        let groups = (size / 32).clamp(3, 16);
        let mut heads: HashSet<(u8, String)> = HashSet::new();
        let mut left = size;
        while left > 0 {
            let wanted = seed.weighted(&[(1, 12), (2, 22), (3, 24), (4, 22), (5, 12), (6, 8)]);
            let members = wanted.min(left);
            let group = u8::try_from((size - left) * groups / size + 1).unwrap_or(1);
            let home = Home { village, group, household: number(self.households.len()), reservoir };
            let first = number(self.people.len());
            let taken = |name: &str| heads.contains(&(group, name.to_owned()));
            let mut family =
                people::household(seed, &mut self.registry, &home, members as usize, first, taken);
            if members >= 4
                && seed.below(60) == 0
                && let Some((elder, younger)) =
                    people::make_twins(seed, &mut self.registry, &mut family)
            {
                self.twins.push((first + number(elder), first + number(younger)));
            }
            heads.insert((group, family[0].name.clone()));
            self.households.push(first);
            self.people.append(&mut family);
            left -= members;
        }
    }

    /// How many people each village has; together exactly the registered.
    fn village_sizes(&self, seed: &mut Seed, villages: &Range<u32>) -> Vec<u32> {
        let weights: Vec<u32> = villages
            .clone()
            .map(|village| {
                let unit = !self.villages[village as usize].name.ends_with('村');
                60 + seed.below(90) - if unit { 50 } else { 0 }
            })
            .collect();
        let total: u32 = weights.iter().sum();
        let mut sizes: Vec<u32> =
            weights.iter().map(|weight| REGISTERED * weight / total).collect();
        let missing = REGISTERED - sizes.iter().sum::<u32>();
        sizes.iter_mut().take(missing as usize).for_each(|size| *size += 1);
        sizes
    }

    /// Makes exactly 329 people of a few villages those from 忠县.
    fn choose_three_gorges(&mut self, seed: &mut Seed, first: usize, places: &Range<usize>) {
        let mut left = THREE_GORGES_PEOPLE;
        let homes: Vec<Range<u32>> = THREE_GORGES_AT
            .iter()
            .map(|at| self.townships[places.start + at].villages.clone())
            .collect();
        let mut twins: HashSet<u32> = HashSet::new();
        twins.extend(self.twins.iter().map(|(elder, _)| self.person(*elder).household));
        let first_household = self.people[first].household;
        for household in first_household..number(self.households.len()) {
            let start = self.households[household as usize];
            let end = self
                .households
                .get(household as usize + 1)
                .copied()
                .unwrap_or_else(|| number(self.people.len()));
            let village = self.person(start).village;
            // Two villages of each of the townships, so far as people are left.
            let settled = homes.iter().any(|home| (home.start..home.start + 2).contains(&village));
            if !settled || end - start > left || twins.contains(&household) || !seed.chance(25) {
                continue;
            }
            for person in start..end {
                self.move_from_three_gorges(seed, person as usize);
            }
            left -= end - start;
        }
        assert_eq!(left, 0, "the Three Gorges people of a block are all settled");
    }

    fn move_from_three_gorges(&mut self, seed: &mut Seed, person: usize) {
        let person = &mut self.people[person];
        let born = crate::domain::IdentityNumber::from_current(&person.id_number)
            .and_then(crate::domain::IdentityNumber::birth_date);
        let Some(born) = born else { return };
        // 忠县, before and after Chongqing became a municipality.
        let prefix = if born.year() >= 1997 { "500233" } else { "512223" };
        person.reservoir = THREE_GORGES;
        person.id_number = self.registry.id_number(seed, prefix, born, person.male);
    }

    /// Takes the people who are not for direct pay out of the block: some
    /// removed one by one, the rest household by household.
    fn choose_standing(&mut self, seed: &mut Seed, first: usize) {
        let mut rest = REGISTERED - DIRECT;
        let mut singles: Vec<usize> = (first..self.people.len()).collect();
        seed.shuffle(&mut singles);
        for &person in singles.iter().take(REMOVED as usize) {
            let why = seed.weighted(&[("死亡", 55), ("核减", 35), ("暂停", 10)]);
            self.people[person].standing = Standing::Removed(why);
            rest -= 1;
        }
        let mut households: Vec<u32> =
            (self.people[first].household..number(self.households.len())).collect();
        seed.shuffle(&mut households);
        for household in households {
            let start = self.households[household as usize] as usize;
            let family = self.people[start..]
                .iter_mut()
                .take_while(|person| person.household == household)
                .filter(|person| person.standing == Standing::Direct);
            for person in family.take(rest as usize) {
                person.standing = Standing::Project;
                rest -= 1;
            }
        }
        assert_eq!(rest, 0, "the block has its people for direct pay");
    }

    /// One roster row a person, one pay row for everyone paid directly.
    fn list_everyone(&mut self) {
        for person in 0..number(self.people.len()) {
            let village = self.person(person).village;
            let roster = self.add_row(Row::of(Table::Roster, person, village));
            self.roster_row.push(roster);
            let listed = (self.person(person).standing == Standing::Direct)
                .then(|| self.add_row(Row::of(Table::PayList, person, village)));
            self.pay_row.push(listed);
        }
    }
}

/// What stands before the names of a block's townships: nothing for the first.
fn further(block: u32) -> String {
    let mut prefix = String::new();
    let mut left = block;
    while left > 0 {
        prefix.push_str(FURTHER[(left - 1) as usize % FURTHER.len()]);
        left = (left - 1) / number(FURTHER.len());
    }
    prefix
}

/// A count as the county keeps it.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a county has fewer than four thousand million people")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::IdentityNumber;

    fn reference() -> County {
        County::invent(&Options { clean: true, ..Options::default() })
    }

    #[test]
    fn the_head_counts_are_those_of_the_reference_county() {
        let county = reference();
        assert_eq!(county.townships.len(), 14);
        assert_eq!(county.villages.len(), 170);
        assert_eq!(county.people.len(), 60_607);
        assert_eq!(county.pay_row.iter().flatten().count(), 42_341);
        let three_gorges = county.people.iter().filter(|p| p.reservoir == THREE_GORGES);
        assert_eq!(three_gorges.count(), 329);
        assert!(!county.twins.is_empty());
    }

    #[test]
    fn everyone_has_a_valid_number_and_every_account_one_household() {
        let county = reference();
        let mut numbers = HashSet::new();
        let mut accounts = std::collections::HashMap::new();
        for person in &county.people {
            let id = IdentityNumber::from_current(&person.id_number).expect("well-formed");
            assert!(id.check_holds() && id.is_male() == person.male);
            assert!(numbers.insert(id));
            let owner = accounts.entry(&person.account).or_insert(person.household);
            assert_eq!(*owner, person.household);
        }
    }

    #[test]
    fn no_two_numbers_of_a_village_are_a_digit_or_a_swap_apart() {
        let county = reference();
        let mut by_village: Vec<Vec<&Person>> = vec![Vec::new(); county.villages.len()];
        for person in &county.people {
            by_village[person.village as usize].push(person);
        }
        for village in by_village {
            for (at, one) in village.iter().enumerate() {
                for other in &village[at + 1..] {
                    if one.name != other.name && one.household != other.household {
                        continue;
                    }
                    let apart: Vec<usize> = (0..18)
                        .filter(|&digit| {
                            one.id_number.as_bytes()[digit] != other.id_number.as_bytes()[digit]
                        })
                        .collect();
                    assert!(apart.len() > 1);
                    if let [left, right] = apart[..] {
                        let (one, other) = (one.id_number.as_bytes(), other.id_number.as_bytes());
                        assert!(one[left] != other[right] || one[right] != other[left]);
                    }
                }
            }
        }
    }

    #[test]
    fn a_household_is_told_by_its_place_and_its_heads_name() {
        let county = reference();
        let mut heads = HashSet::new();
        for household in 0..number(county.households.len() - 1) {
            let head = county.person(county.members(household).start);
            assert!(heads.insert((head.village, head.group, head.name.as_str())));
        }
    }

    #[test]
    fn further_blocks_have_names_of_their_own() {
        assert_eq!(further(0), "");
        let names: HashSet<String> = (0..200).map(further).collect();
        assert_eq!(names.len(), 200);
    }
}
