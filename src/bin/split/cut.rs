//! The cut: two modules that share memory, table and globals.
//!
//! What goes to the rest is called through the table. Until the rest is there its slots hold functions that bring it
//! and call again; its arrival overwrites them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use anyhow::{Context, Result, bail};
use walrus::ir::{
    Call, CallIndirect, Const, GlobalGet, GlobalSet, Instr, InstrSeq, RefFunc, Value, Visitor, VisitorMut,
    dfs_in_order, dfs_pre_order_mut,
};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, Function, FunctionBuilder, FunctionId, FunctionKind,
    Global, GlobalId, GlobalKind, ImportedFunction, LocalId, Memory, Module, Table, TableId, TypeId, ValType,
    passes,
};

/// The module that the rest takes from, as it calls it.
const FIRST: &str = "first";

/// Functions of no more instructions stay with those that call them: another visit would have called them too.
const SMALL: u64 = 80;

/// A module in two.
pub(crate) struct Parts {
    /// Starts alone; takes `rest.load`, a function that returns when the rest is there.
    pub(crate) first: Module,
    /// Takes all that it shares from the exports of `first`.
    pub(crate) rest: Module,
}

/// Who goes where. Functions and globals are numbered as in the module.
struct Plan {
    /// Functions of the rest.
    goes: HashSet<usize>,
    /// What the table holds.
    slots: BTreeMap<u32, usize>,
    /// How many slots the table had before some were added.
    slots_before: u32,
    /// What stays and is called by what goes.
    shared: BTreeSet<usize>,
    /// Globals that what goes uses.
    globals: BTreeSet<usize>,
}

/// The module that `read` gives, cut so that the functions that were `called` come first.
///
/// # Errors
///
/// If the module refers to functions in a way that is not understood here.
pub(crate) fn cut(read: impl Fn() -> Result<Module>, called: &HashSet<usize>) -> Result<Parts> {
    let first = read()?;
    let plan = plan(&first, called)?;
    Ok(Parts { first: without_rest(first, &plan)?, rest: only_rest(read()?, &plan)? })
}

fn functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(Function::id).collect()
}

fn table_of(module: &Module) -> Result<TableId> {
    module.tables.main_function_table()?.context("the module has no table of functions")
}

fn plan(module: &Module, called: &HashSet<usize>) -> Result<Plan> {
    let ids = functions(module);
    let places: HashMap<FunctionId, usize> = ids.iter().copied().zip(0..).collect();
    let mut slots = BTreeMap::new();
    for element in module.elements.iter() {
        let ElementKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } = element.kind else {
            bail!("the module has elements without a fixed place in the table");
        };
        let ElementItems::Functions(held) = &element.items else { continue };
        slots.extend((offset.cast_unsigned()..).zip(held.iter().map(|id| places[id])));
    }
    let places_of_globals: HashMap<GlobalId, usize> =
        module.globals.iter().map(Global::id).zip(0..).collect();
    let uses: Vec<Uses> = ids.iter().map(|id| Uses::of(module.funcs.get(*id))).collect();
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(id),
        _ => None,
    });
    let pinned: HashSet<FunctionId> =
        exported.chain(module.start).chain(uses.iter().flat_map(|it| it.named.iter().copied())).collect();
    let mut goes: HashSet<usize> = module
        .funcs
        .iter()
        .enumerate()
        .filter(|(place, function)| {
            matches!(function.kind, FunctionKind::Local(_))
                && !called.contains(place)
                && !pinned.contains(&function.id())
        })
        .map(|(place, _)| place)
        .collect();

    let is_small = |place: &usize| match &module.funcs.get(ids[*place]).kind {
        FunctionKind::Local(local) => local.size() <= SMALL,
        _ => false,
    };
    let mut open: Vec<usize> = (0..ids.len()).filter(|place| !goes.contains(place)).collect();
    while let Some(place) = open.pop() {
        let small = uses[place].called.iter().map(|id| places[id]).filter(is_small);
        open.extend(small.filter(|place| goes.remove(place)));
    }

    let (mut shared, mut across, mut globals) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let held: HashSet<usize> = slots.values().copied().collect();
    for (place, uses) in uses.iter().enumerate() {
        let called = uses.called.iter().map(|id| places[id]);
        if goes.contains(&place) {
            shared.extend(called.filter(|place| !goes.contains(place)));
            globals.extend(uses.globals.iter().map(|global| places_of_globals[global]));
        } else {
            across.extend(called.filter(|place| goes.contains(place) && !held.contains(place)));
        }
    }
    let slots_before = u32::try_from(module.tables.get(table_of(module)?).initial)?;
    slots.extend((slots_before..).zip(across));
    Ok(Plan { goes, slots, slots_before, shared, globals })
}

/// What a function names.
#[derive(Default)]
struct Uses {
    called: BTreeSet<FunctionId>,
    /// Without calling it.
    named: BTreeSet<FunctionId>,
    globals: BTreeSet<GlobalId>,
}

impl Uses {
    fn of(function: &Function) -> Self {
        let mut uses = Self::default();
        if let FunctionKind::Local(local) = &function.kind {
            dfs_in_order(&mut uses, local, local.entry_block());
        }
        uses
    }
}

impl Visitor<'_> for Uses {
    fn visit_call(&mut self, call: &Call) {
        self.called.insert(call.func);
    }
    fn visit_ref_func(&mut self, named: &RefFunc) {
        self.named.insert(named.func);
    }
    fn visit_global_id(&mut self, id: &GlobalId) {
        self.globals.insert(*id);
    }
}

/// What comes first: calls of the rest go through the table, whose slots wait for it.
fn without_rest(mut module: Module, plan: &Plan) -> Result<Module> {
    let ids = functions(&module);
    let table = table_of(&module)?;
    let wanted = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    let slot_of: HashMap<usize, u32> = plan.slots.iter().map(|(slot, place)| (*place, *slot)).collect();
    let slot_of: HashMap<FunctionId, (u32, TypeId)> = plan
        .goes
        .iter()
        .filter_map(|place| Some((ids[*place], (*slot_of.get(place)?, module.funcs.get(ids[*place]).ty()))))
        .collect();
    let mut through_table = ThroughTable { table, wanted, slot_of };
    for (place, id) in ids.iter().enumerate().filter(|(place, _)| !plan.goes.contains(place)) {
        if let FunctionKind::Local(local) = &mut module.funcs.get_mut(*id).kind {
            let entry = local.entry_block();
            dfs_pre_order_mut(&mut through_table, local, entry);
        }
        if plan.shared.contains(&place) {
            module.exports.add(&function_name(place), *id);
        }
    }
    for place in &plan.globals {
        let id = nth_global(&module, *place)?;
        module.exports.add(&global_name(*place), id);
    }
    let memories: Vec<_> = module.memories.iter().map(Memory::id).collect();
    for (place, id) in memories.into_iter().enumerate() {
        module.exports.add(&memory_name(place), id);
    }
    let tables: Vec<_> = module.tables.iter().map(Table::id).collect();
    for (place, id) in tables.into_iter().enumerate() {
        module.exports.add(&table_name(place), id);
    }

    let nothing = module.types.add(&[], &[]);
    let (load, _) = module.add_import_func("rest", "load", nothing);
    let mut waiting: HashMap<TypeId, FunctionId> = HashMap::new();
    let held: BTreeMap<u32, FunctionId> = plan
        .slots
        .iter()
        .map(|(slot, place)| {
            let id = ids[*place];
            if !plan.goes.contains(place) {
                return (*slot, id);
            }
            let ty = module.funcs.get(id).ty();
            (*slot, *waiting.entry(ty).or_insert_with(|| waits(&mut module, ty, load, wanted, table)))
        })
        .collect();
    fill(&mut module, table, held);
    grow(&mut module, table, plan);
    passes::gc::run(&mut module);
    Ok(module)
}

/// A function of type `ty` that waits for the rest and then calls what was wanted.
fn waits(module: &mut Module, ty: TypeId, load: FunctionId, wanted: GlobalId, table: TableId) -> FunctionId {
    let (takes, gives) = (module.types.params(ty).to_vec(), module.types.results(ty).to_vec());
    let arguments: Vec<LocalId> = takes.iter().map(|it| module.locals.add(*it)).collect();
    let mut function = FunctionBuilder::new(&mut module.types, &takes, &gives);
    let mut body = function.func_body();
    body.call(load);
    for argument in &arguments {
        body.local_get(*argument);
    }
    body.global_get(wanted).call_indirect(ty, table);
    function.finish(arguments, &mut module.funcs)
}

/// Notes which slot is called, in case it waits; calls of the rest become calls of its slot.
struct ThroughTable {
    table: TableId,
    wanted: GlobalId,
    slot_of: HashMap<FunctionId, (u32, TypeId)>,
}

impl VisitorMut for ThroughTable {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let is_touched = |instruction: &Instr| match instruction {
            Instr::Call(call) => self.slot_of.contains_key(&call.func),
            Instr::CallIndirect(_) => true,
            _ => false,
        };
        if !sequence.iter().any(|(instruction, _)| is_touched(instruction)) {
            return;
        }
        for (instruction, place) in std::mem::take(&mut sequence.instrs) {
            let mut add = |instruction: Instr| sequence.instrs.push((instruction, place));
            let instruction = match instruction {
                Instr::Call(call) => match self.slot_of.get(&call.func) {
                    Some((slot, ty)) => {
                        add(Const { value: Value::I32(slot.cast_signed()) }.into());
                        CallIndirect { ty: *ty, table: self.table }.into()
                    }
                    None => Instr::Call(call),
                },
                other => other,
            };
            if matches!(instruction, Instr::CallIndirect(_)) {
                add(GlobalSet { global: self.wanted }.into());
                add(GlobalGet { global: self.wanted }.into());
            }
            add(instruction);
        }
    }
}

/// The rest: everything else is taken from what came first.
fn only_rest(mut module: Module, plan: &Plan) -> Result<Module> {
    let ids = functions(&module);
    let table = table_of(&module)?;
    for place in &plan.shared {
        let function = module.funcs.get_mut(ids[*place]);
        if let FunctionKind::Import(imported) = &function.kind {
            let import = module.imports.get_mut(imported.import);
            (import.module, import.name) = (FIRST.to_owned(), function_name(*place));
        } else {
            let import = module.imports.add(FIRST, &function_name(*place), function.id());
            function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
        }
    }
    for place in &plan.globals {
        let id = nth_global(&module, *place)?;
        let import = module.imports.add(FIRST, &global_name(*place), id);
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
    for (place, memory) in module.memories.iter_mut().enumerate() {
        memory.import = Some(module.imports.add(FIRST, &memory_name(place), memory.id()));
        memory.data_segments.clear(); // what came first has filled it
    }
    for (place, table) in module.tables.iter_mut().enumerate() {
        table.import = Some(module.imports.add(FIRST, &table_name(place), table.id()));
        table.init = None;
    }

    module.start = None;
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    for id in exports {
        module.exports.delete(id);
    }
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in data {
        module.data.delete(id);
    }

    let of_rest = plan.slots.iter().filter(|(_, place)| plan.goes.contains(place));
    fill(&mut module, table, of_rest.map(|(slot, place)| (*slot, ids[*place])).collect());
    grow(&mut module, table, plan);
    passes::gc::run(&mut module);
    Ok(module)
}

/// Puts `held` into the table, and nothing else.
fn fill(module: &mut Module, table: TableId, held: BTreeMap<u32, FunctionId>) {
    let before: Vec<_> = module
        .elements
        .iter()
        .filter(|element| matches!(element.kind, ElementKind::Active { table: its, .. } if its == table))
        .map(walrus::Element::id)
        .collect();
    for id in before {
        module.elements.delete(id);
    }
    module.tables.get_mut(table).elem_segments.clear();
    let mut runs: Vec<(u32, Vec<FunctionId>)> = Vec::new();
    let mut next = None;
    for (slot, id) in held {
        match runs.last_mut() {
            Some((_, run)) if next == Some(slot) => run.push(id),
            _ => runs.push((slot, vec![id])),
        }
        next = Some(slot + 1);
    }
    for (slot, run) in runs {
        let offset = ConstExpr::Value(Value::I32(slot.cast_signed()));
        let element =
            module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(run));
        module.tables.get_mut(table).elem_segments.insert(element);
    }
}

/// Makes room in the table for the slots that were added.
fn grow(module: &mut Module, table: TableId, plan: &Plan) {
    let size = plan.slots.last_key_value().map_or(0, |(slot, _)| slot + 1).max(plan.slots_before).into();
    let table = module.tables.get_mut(table);
    table.initial = size;
    table.maximum = table.maximum.map(|maximum| maximum.max(size));
}

fn nth_global(module: &Module, place: usize) -> Result<GlobalId> {
    Ok(module.globals.iter().nth(place).context("a global is missing")?.id())
}

fn function_name(place: usize) -> String {
    format!("f{place:x}")
}

fn memory_name(place: usize) -> String {
    format!("m{place:x}")
}

fn table_name(place: usize) -> String {
    format!("t{place:x}")
}

fn global_name(place: usize) -> String {
    format!("g{place:x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `entry` calls `once`, which nobody calls at first, and through the table whatever is asked for; `held` is in it.
    /// What they give is all that they do, again and again, so that they are not small.
    fn sample() -> Module {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.data.add(
            walrus::DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(0)) },
            b"of the first".to_vec(),
        );
        let table = module.tables.add_local(false, 2, Some(2), walrus::RefType::FUNCREF);
        let gives = |module: &mut Module, value: i32| {
            let mut function = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            let mut body = function.func_body();
            for _ in 0..SMALL {
                body.i32_const(value).drop();
            }
            body.i32_const(value);
            function.finish(vec![], &mut module.funcs)
        };
        let (once, held) = (gives(&mut module, 41), gives(&mut module, 42));
        let ty = module.funcs.get(once).ty();
        let mut entry = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        entry.func_body().i32_const(1).call_indirect(ty, table).drop().call(once);
        let entry = entry.finish(vec![], &mut module.funcs);
        module.exports.add("entry", entry);
        fill(&mut module, table, BTreeMap::from([(1, held)]));
        module
    }

    /// As it is read from its file, which checks it.
    fn read(module: &mut Module) -> Result<Module> {
        walrus::ModuleConfig::new().parse(&module.emit_wasm())
    }

    fn constants(module: &Module) -> BTreeSet<i32> {
        struct Found(BTreeSet<i32>);
        impl Visitor<'_> for Found {
            fn visit_const(&mut self, found: &Const) {
                if let Value::I32(value) = found.value {
                    self.0.insert(value);
                }
            }
        }
        let mut found = Found(BTreeSet::new());
        for (_, function) in module.funcs.iter_local() {
            dfs_in_order(&mut found, function, function.entry_block());
        }
        found.0
    }

    #[test]
    fn what_nobody_called_goes_and_is_reached_through_the_table() {
        let parts = cut(|| read(&mut sample()), &HashSet::new()).unwrap();
        let [mut first, mut rest] = [parts.first, parts.rest];
        let (first, rest) = (read(&mut first).unwrap(), read(&mut rest).unwrap());
        assert_eq!(constants(&first), BTreeSet::from([1, 2]), "only slots: the values have gone");
        assert_eq!(constants(&rest), BTreeSet::from([41, 42]));
        assert!(first.imports.find("rest", "load").is_some());
        assert_eq!(first.tables.iter().next().unwrap().initial, 3, "one slot for the call that crosses");
        assert_eq!((first.data.iter().count(), rest.data.iter().count()), (1, 0), "memory is filled once");
        let taken: BTreeSet<_> = rest.imports.iter().map(|import| import.name.as_str()).collect();
        let given: BTreeSet<_> = first.exports.iter().map(|export| export.name.as_str()).collect();
        assert!(taken.is_subset(&given), "{taken:?} of {given:?}");
    }

    #[test]
    fn what_is_small_stays_with_its_caller() {
        let with_small = || {
            let mut module = sample();
            let mut small = FunctionBuilder::new(&mut module.types, &[], &[]);
            small.func_body().i32_const(43).drop();
            let small = small.finish(vec![], &mut module.funcs);
            let entry = module.exports.get_func("entry").unwrap();
            let entry = module.funcs.get_mut(entry).kind.unwrap_local_mut();
            entry.builder_mut().func_body().instr_at(0, Call { func: small });
            read(&mut module)
        };
        let parts = cut(with_small, &HashSet::new()).unwrap();
        assert_eq!(constants(&parts.first), BTreeSet::from([1, 2, 43]));
    }

    #[test]
    fn what_was_called_stays() {
        let all = 0..sample().funcs.iter().count();
        let parts = cut(|| read(&mut sample()), &all.collect()).unwrap();
        assert_eq!(parts.rest.funcs.iter_local().count(), 0);
        assert!(constants(&parts.first).is_superset(&BTreeSet::from([41, 42])));
    }
}
